"""What turns a sentence round: negations, their reach, and negations that negate nothing."""

import re
from typing import Final

from outreach.ethics.words.phrasing import phrases

NEGATORS: Final = phrases(r"""
    no
    not
    never
    none
    nothing
    nobody
    no one
    neither
    nor
    zero
    without
    cannot
    {W}n't
    (?:dont|doesnt|wont|cant|isnt|arent|didnt|wouldnt)
    (?:prohibit|forbid|ban|bar|outlaw|refuse|decline|reject|avoid|oppose|condemn|disallow|preclude|return|stop|cease|
        end)(?:s|ed|ing)?
    (?:removed|scrapped|retired|phased out|did away with|got rid of|eliminated|withdrew|rescinded|suspended|forbade|
        forbidden|banned|barred|banning|barring|stopped|stopping|ended)
    (?:illegal|unlawful|unethical|wrong|improper|inappropriate|against|unable|instead of|rather than|unlike|
        free from|free of|clear of|refrain(?:s|ed)?|than (?:with|by|through)|steer clear|turn(?:s|ed)? down|
        discontinued|abolished|crime|criminal|offen[cs]e|offens?es|felony|violat{W}|penalt{W}|opposed|far from|nor|
        hardly|in lieu of|too ethical|beyond|neither)
    (?:we|i) (?:send back|give back)
    section [\w().-]+ (?:{W} ){0,2}(?:applies|covers|punishes|reaches|concerns)
    report (?:anyone|any|offers?)
    (?:laws?|statutes?|rules?|act|stark|regulations?|polic(?:y|ies)|oig|guidance) (?:{W} ){0,3}(?:limits?|restricts?|
        regulates?|governs?|covers?|addresses|appl(?:y|ies)|concerns?|defines?|says|sets)
""")

#: Negators that negate nothing, or turn the sentence the other way.
FLIPS: Final = phrases(r"""
    not (?:only|just|simply|merely|to mention|too late|long|hesitate|miss|forget|yet|stop there|stop at|all|be shy|
        worry|wait|surprised?|exactly|technically|the only)
    (?:never|not|don't|do not|doesn't|does not|dont) (?:{W} )?(?:hesitate|miss|forget|worry|wait|stop there|stop at|
        be shy|let|too|just|only|simply|merely|end there|sleep on|pass up|overlook|ignore|be surprised|delay)
    (?:why|if|whether or|or) not
    (?<!at )no (?:limits?|caps?|strings|matter|questions|catch|cost|charge|obligation|paperwork|more than|less than|
        fewer than|later than|sooner|problem|hassle|time|secret|wonder|doubt|need|minimum|maximum|end|better|fuss|
        joke|kidding|exceptions|contract|commitment|purchase|brainer|worries|pressure|other|one (?:else )?(?:beats|
        thanks|rewards|pays|does))
    (?:can't|cannot|can not|couldn't) (?:wait|be easier|be happier|be more|thank|say enough|go wrong|beat|lose|call|
        get enough|resist|imagine)
    (?:isn't|wouldn't|don't|won't|didn't|haven't|shouldn't|couldn't|doesn't|aren't|can't) (?:you|it|we|your|that|
        there|this|they|everyone)
    (?:don't|do not|doesn't|does not|needn't|won't|will not) (?:{W} )?(?:have to|need|need to|require|cost|matter|
        regret|expire|go un{W}|be sorry|be forgotten|last|leave|stop)
    never (?:been|fails?|runs? out|a better|a bad|leave|too|goes?|go|too late|hurts?|forgets?)
    (?:no|not|never|nobody|none|nothing|no one|won't|doesn't|don't|cannot|can't|isn't)(?: {W}){1,5} (?:without|
        un{W}ed|empty-?handed|unnoticed)
    (?:nothing|no one|nobody|nothing else) (?:says?|beats?|like|makes|would make|better|compares|thanks|is free|
        pleases)
    (?:not|never|isn't|aren't|it's not|don't think of it as|don't call it|not call it) (?:it |this |that |
        as )?(?:{W} )?(?:a |an |really a |about a )?(?:kick ?-?backs?|bribes?|referral fee|commission|payment|fee|
        gift|reward|bonus|cut)(?=,? (?:it|but|just|more|think|rather|-|;))
    (?:have|has|had)(?:n't| not) (?:yet )?(?:{W} )?(?:received|got|gotten|claimed|picked|used|collected|had|redeemed|
        cashed|spent)
    not (?:one|two) but
    (?:without|no) (?:your|you|you,|further|delay|a doubt|fail|question|your help)
    (?:end|stop|stops|return|ended) (?:of|by|in|the|for|to|on)(?! (?:gifts?|rewards?|payments?|practice))
    (?:and|weekend|year|month|week)[- ]end
    in return
    returns? (?:visit|the favor|your|from)
    avoid(?:s|ing)? (?:paperwork|the|taxes)
    stop(?:s|ped)? (?:leaving|wasting|missing|giving away|throwing)
    next stop
    nothing (?:to lose|more)
    (?:nobody|no one) (?:{W} )?(?:needs? to|has to|will|must|should) (?:know|hear|find|tell)
    return(?:s|ed|ing)? (?:{MONEY}|\d+ ?(?:%|percent)|(?:a |the )?(?:share|part|portion|percentage|half))
    don't (?:you )?(?:tell|mention|say)
    not (?:be |get |go )?(?:left out|unnoticed|empty-?handed|unrewarded)
    (?:won't|will not|not|never|can't|cannot) (?:find|see|get|beat) (?:{W} ){0,2}(?:better|higher|bigger|easier|
        more generous)
    beyond (?:thanks|thank|words)
    no,
    what's wrong
    penalt{W}[- ]free
    (?:bars|bar|ban)(?= (?:and|of))
    (?:other|most|many|some) (?:{W} ){0,3}(?:don't|do not|won't|never)(?= (?:{W} ){0,6}(?:but|we do|we will|and we))
""")

#: What comes after the benefit in its own clause and denies it.
DENIED: Final = phrases(r"""
    (?<!that )(?<!which )(?:is|are|was|were|be|being|been|will|would|can|may|shall|do|does|should|could|must|has|
        have)(?: {W})? (?:not|never)(?! (?:only|just|limited|capped|taxed|far|hard|end|expire|enough))
    (?<!that )(?<!which )(?:isn't|aren't|wasn't|weren't|won't|wouldn't|can't|cannot|don't|doesn't|mustn't|shouldn't|
        haven't)(?! (?:you|it|we|limited|enough|expire|end|stop))
    (?:is|are|was|were|be|being|been|seems?|remains?|considered) (?:{W} ){0,3}(?:illegal|unlawful|prohibited|
        forbidden|banned|barred|unethical|wrong|improper|inappropriate|a crime|a felony|against (?:the law|our|policy|
        my)|off the table|out of the question|declined|refused|returned(?! to you)|sent back|unacceptable|unwelcome|
        disallowed|excluded|unnecessary|discontinued|over|a bad idea|bad practice|a mistake|risky|a red flag|
        not (?:for us|our way)|off limits|not ok)
    (?:ended|expired|stopped)
    (?:can|could|may|will|would)? ?(?:cost|costs|risks?|lose|jeopardi[sz]es?|endangers?) (?:{W} ){0,3}(?:licen[sc]e|
        practice|career|trust)
    (?:harms?|hurts?|damages?|corrupts?|undermines?|endangers?|erodes?|distorts?|clouds?|compromises?)
    (?:will be|is|are|be) (?:{W} )?(?:dismissed|fired|terminated|disciplined|reported|prosecuted|fined)
    (?:neither|nor|never)(?: {W}){0,3} (?:given|paid|offered|accepted|bought|change hands)
    (?:violates?|breaks?|breach(?:es)?) (?:{W} ){0,3}(?:laws?|statute|rules?|policy|code|ethics)
""")
#: What comes later in the sentence and denies it.
REFUSED: Final = re.compile(
    r"\b(?:have|has|are|is) none[.!]?$|"
    r"\b(?:we|i)(?: \w+)? (?:ended|stopped|dropped|discontinued|retired|abolished|scrapped) (?:it|that|"
    r"them|this|those)\b|"
    r"^[:?]? ?(?:none|never|no thanks)\b|^[:?,]? ?-? ?(?:we|i|northside|our \w+) (?:do not|don't|never|cannot|can't|"
    r"will not|won't) (?!often|usually|normally|just|only)|\b(?:we|i)(?: \w+)? (?:declined?|refused?|said no|"
    r"turned (?:it|them|that) down)\b|\b(?:all|any|each|both|none) of (?:these|this|them|which|"
    r"that)(?: \w+)? (?:is|are) (?:\w+ )?"
    r"(?:prohibited|forbidden|banned|illegal|not|off|refused|declined|out)\b|"
    r"\b(?:we|i) (?:do not|don't|never do|never have|won't|will not|did not|didn't)"
    r"(?: (?:have|offer|give|pay|take|do) (?:one|any|it|that|those|them|so|this))?[.!]?$|"
    r"\byou (?:will not|won't|will never|cannot|can't) (?:get|find|receive|see|have) (?:\w+ ){0,2}(?:from|with) us\b|"
    r"\b(?:report it|report them|call compliance|say no|hang up|please decline)\b"
)

#: A new clause: a negator before it does not reach over it.
CLAUSE: Final = re.compile(
    r"[;:]|--| - |[,.!?] (?:and )?(?:then )?(?:we|you|i|they|he|she|it|it's|we'll|we're|we'd|we've|i'll|i'd|i'm|"
    r"you'll|"
    r"you're|you'd|they'll|your|our|my|everybody|everyone|every|each|here|here's|there|there's|the|this|that|that's|"
    r"please|just|get|earn|ask|enjoy|receive|because|since|simply|so|but|instead|yet|still|however|only|let|let's|"
    r"all|refer|send|take|what|how|one|both|she|an?(?! [\w-]+(?: [\w-]+){0,2}(?:,| or\b| and\b))|"
    r"in return|in exchange|as a|because)\b(?! (?:mean|know|believe|"
    r"of course|say|said|think)\b)"
    r"|\b(?:but|however|yet|though|although|except|unless|whereas|while|because|until|and (?:we|you|i|your|they|it|"
    r"then|get|yes|everyone|still|instead|there)|so (?:we|you|i|that|here|one|please|there)|which is why|that's why|"
    r"and so)\b"
)

#: A heading that denies what is listed under it.
DENIED_LIST: Final = re.compile(
    r"(?:\b(?:never|not|nor)|n't)(?: [\w'-]+){0,3}$|\b(?:prohibited|forbidden|banned|off limits|refuse|"
    r"avoid|decline|reject|prohibit|forbid|turn away|turn down|don'?ts|"
    r"no-nos|unethical|"
    r"illegal|not allowed|red flags?|examples of (?:kickbacks|violations))(?: [\w'-]+){0,3}$"
)

#: It does not hang on referrals: the act that follows is no condition.
UNTIED: Final = phrases(r"""
    (?:(?:does|do|did|will|shall|may|is|are|was|were|must|can) not|(?:does|do|is|are|was|were|wo|ca)n't|
        never) (?:{W} ){0,3}?(?:vary|varies|depend(?:ent|s)?|change|rise|grow|scale|relate[ds]?|tied|based|linked|
        affect(?:ed)?|connected|determined|calculated|contingent|conditioned|influenced?|reflect|adjust(?:ed)?)
    (?:unrelated|regardless|independent(?:ly)?|irrespective|separate|apart|disconnected|unconnected|
        unaffected) (?:of|to|from|by)
    no matter (?:who|how|if|whether)
    whether or not
    whether (?:{W} ){1,4}or not
""")
