"""What stands around an offer: prices, reports, outsiders, answers, a call beside a promise."""

import re
from typing import Final

from outreach.ethics.words.phrasing import REFER, phrases

#: The rest of a sentence is about a price that a client pays.
PRICE: Final = phrases(r"""
    (?:costs?|prices?|priced|(?<!going )rates?|charges?|charged|billed|invoices?(?! us)|balance|copays?|balance due|
        drop-in|superbill|out of pocket|fee schedule|tuition|per (?:session|hour|month|visit|class|minute|week|year|
        person per)|an hour|a session|a month for|a class|session fee|sliding scale|refunds?|registration|
        deductible|as a deposit|deposit (?:of|from|is)|from (?:the|each|every) client|by the client|credited to the|
        late|cancel{W}|no-show|limit|at most|budget|average|worth of groceries)
    (?:sessions?|minutes|hour|class|classes|package|packages|assessment|evaluation|visit|consultation|
        membership)(?: (?:is|are|for|at|of \w+ (?:is|are|for)))
    (?:clients?|patients?|families|participants|he|she|they) (?:{W} ){0,4}?(?:pays?|paid|spent|owes?)
    fees? (?:is|are|for (?:the|an|each) (?:{W} )?(?:session|assessment|class))
""")

#: What may be promised for a referral: word back.
WORD_BACK: Final = phrases(r"""
    (?:reports?|notes?|updates?|summar(?:y|ies)|calls?|phone call|forms?|letters?|pads?|paperwork|brochures?|
        handouts?|copies|copy|records?|parking|guides?|confirmation|acknowledg{W}|answers?|feedback|outcomes?|email|
        e-mail|message|data|fax|response|one[- ]pagers?|pages?|plans?|(?<!kind )(?<!good )word)
""")

#: Somebody outside: their own family, friends, hospital.
THIRD: Final = phrases(r"""
    (?:he|she|her|his|him|their|the client's|the patient's) (?:{W} )?(?:daughters?|sons?|husband|wife|family|grand{W}|
        friends?|children|mother|father|sister|brother|received|got|won|bought|gave|birthday|church|employer|
        neighbou?rs?)
    (?:the|a|this|his|her|another) (?:{W} )?(?:study|trial|university|hospital|county|city|church|library|plan|
        insurer|employer|school|charity|foundation|grant)(?:'s)? (?:{W} ){0,2}(?:gives?|gave|offers?|offered|sends?|
        sent|holds?|held|sells?|sold|provides?|pays?|paid|hands?|handed|volunteers)
    (?:bought|gave|given|from) (?:her|him|his|hers|their)
""")
SALE: Final = phrases(r"""
    (?:for (?:sale|purchase)|purchas{W}|buy|bought|sold|sell|available (?:at|in|for (?:clients|family|families|
        purchase)|on our))
""")
#: The practice sells it over the counter.
SELLS: Final = phrases(
    r"(?:sells?|sold|sales?|on sale|for sale|(?:families|clients|members|friends|they|relatives|anyone|"
    r"children|he|she) "
    r"(?:can |may |could |often |also )*(?:buy|purchase|bought))(?! (?:you|your|us))"
)
#: Movements: beside them a kickback is an exercise.
EXERCISE: Final = phrases(
    r"(?:exercises?|reps?|repetitions?|sets?|bands?|dumbbells?|glutes?|triceps?|hamstrings?|squats?|lunges?|planks?|"
    r"ankle weights?|bridges?|donkey|all fours|cable|swim(?:ming)?|kettlebells?|warm-?ups?|cool-?downs?|recliner)"
)
#: Groups of the public that get a lower price for what they are, not for what they send.
PUBLIC: Final = phrases(r"(?:teachers|veterans|firefighters|students|seniors|police|first responders|military)")
#: An offer that somebody else might make.
HYPOTHETICAL: Final = re.compile(
    r"\bif (?:anyone|anybody|someone|somebody|a|an|any|another|you are|you're|your)\b(?: [\w'-]+){0,4}? (?:offers?|"
    r"offered|promises?|asks?)\b|\b(?:if|should) (?:any of|anyone (?:from|in|on|at)|one of) (?:my|"
    r"our) \w+ (?:\w+ )?(?:left|leaves?|gives?|gave|"
    r"sends?|sent|brings?|brought)\b"
)
#: The third party who is told of, not the practice: somebody else does it.
OTHERS: Final = re.compile(
    r"\b(?:gyms?|clinics?|practices?|businesses|trainers|competitors|studios?|places|programs|offices) (?:that|who|"
    r"which)\b|\b(?:gyms|clinics) (?:pay|give|offer)\b|^(?:some|other|many|certain|several|a few|most|"
    r"those)\b[^,;]{0,60}?\b(?:practices?|clinics?|gyms?|offices?|trainers?|people|"
    r"businesses|competitors|studios?|places|programs?|providers?|doctors|physicians)\b"
)
DENIAL: Final = re.compile(
    r"^ours (?:do(?:es)? not|doesn't|don't|never|is not|isn't|offers? (?:reports|none|nothing))\b|"
    r"^because (?:\w+ ){0,5}(?:illegal|unlawful|wrong|unethical|against|forbids?|prohibits?)\b|"
    r"^(?:(?:the )?(?:short )?answer:? (?:is )?)?(?:(?:no|never|none|nope|(?:we|i|there) (?:have|are|"
    r"is) none|absolutely not|not here|not at all|"
    r"certainly not|we decline)\b"
    r"|(?:we|i|northside|our practice)(?: \w+)? (?:do not|don't|never|won't|will not|have never|are not|aren't|"
    r"cannot|can't|"
    r"refuse|decline|am not)(?: (?:do|have|does|will|and|pay|offer|give|accept|never|take|work|believe|that|this|so|"
    r"it|them|part|be|one|"
    r"those|any|such|of)){0,6}(?: \w+)?(?:[.!,;]|$)|(?:that is|that's|this is|it is|it's|both are|"
    r"they are) (?:\w+ )?(?:illegal|unethical|wrong|"
    r"not|against|prohibited)\b)"
)
AFFIRMED: Final = re.compile(
    r"^(?:but )?(?:we|i) (?:sure |certainly |gladly )?(?:do|will)[.!]?$|^(?:yes|absolutely|of course|sure)\b"
)
#: A sentence that calls for referring, and one that promises: side by side they make an offer.
CALL: Final = re.compile(
    rf"^\W{{0,4}}(?:p\.?s\.?|step \w+:?|\d+[.)]|to \w+:|hi,?|doctors?[!:,])?\W{{0,4}}(?:please |just |simply |so |now |"
    rf"go ahead and |keep )?"
    rf"(?:{REFER}|send(?:ing)?|bring(?:ing)?|introduce|recommend|tell|know (?:someone|somebody|anyone|a)|"
    rf"have a (?:friend|patient|client)|"
    rf"got a (?:friend|patient)|each|every|point|steer|direct|hand out|your (?:referrals|patients))\b"
)
PROMISE: Final = re.compile(
    r"^\W{0,4}(?:p\.?s\.?|step \w+:?|\d+[.)])?\W{0,4}(?:and |then |in return,? |in exchange,? |as thanks,? )?"
    r"(?:want|need|would you like|like|looking for|ready for|how about|care for|fancy|a|an|get|earn|receive|win|"
    r"collect|claim|enjoy|pocket|unlock|take home|we(?:'ll| will|'d)?|you(?:'ll| will)?|your|the (?:third|next|"
    r"first)|"
    r"it(?:'s| is) (?:worth|that)|enclosed|please (?:accept|enjoy)|i(?:'ve| have|'ll| left| sent| dropped)?|got you|"
    r"swing by|look for|there(?:'s| is| will)|expect)\b"
)
#: A sentence that thanks for a referral, and one after it that hands something over.
THANKS: Final = re.compile(r"\b(?:thanks|thank you|thx|grateful|appreciate|got your referral|received your referral)\b")
HANDED_OVER: Final = re.compile(
    r"\bon (?:its|the|their) way\b|\benclosed\b|\bplease (?:accept|enjoy)\b|\b(?:i|we)(?:'ve| have|'ll| will|"
    r"'d like to)? "
    r"(?:left|drop|dropped|sent|send|bring|got|bought|mailed|are sending|am sending|treat)\b|\b(?:swing|"
    r"stop) by for\b|"
    r"\bpick (?:it )?up\b|\b(?:for|to) (?:you|your (?:\w+ )?(?:office|staff|team|front desk))\b|\bon us\b|"
    r"\bheaded your way\b|\bto expect\b"
)
#: An act that is said not to be needed.
UNNEEDED: Final = phrases(r"""
    no (?:{W} )?{REFER}(?: (?:is|are|was|will be))?(?: {W})? (?:needed|necessary|required)
    (?:with or )?without (?:an? |any )?(?:{W} )?{REFER}
    (?:needs?|needed|requires?|required|necessary) (?:an? |no )(?:{W} )?{REFER}
    {REFER} (?:is|are) (?:not|never) (?:needed|necessary|required)
""")
#: A head that is counted for a referral, never for a session.
REFERRED_HEAD: Final = re.compile(r"refer|lead|intro|head\b|intake|sign-?up|hand-?off|send")
#: Training the reader for nothing.
FOR_YOU: Final = phrases(
    r"(?:for|train|treat) (?:both of |all of )?you(?! (?:have|may|need|can|to|will))|you (?:each |both |all )?(?:get|"
    r"receive|earn)|"
    r"give you(?= (?:an? )?(?:free|complimentary) (?:{W} )?(?:memberships?|massages?|training|year|month))"
)
#: A head that is no sign of a referral: the practice's own clients.
CLIENT: Final = re.compile(r"\b(?:clients?|members?|persons?|everyone|participants?)$")
#: A heading that promises what is listed under it.
OFFERED_LIST: Final = re.compile(
    r"\b(?:receives?|gets?|earns?|wins?|enjoys?|rewards?|perks|thank you|choose|offer|in return|pays?|benefits)\b.*:$"
)
#: It is handed to a client.
TO_CLIENT: Final = re.compile(r"\b(?:give|gives|gave|bring|buy|bought|offer|hand|get)s? (?:her|him)(?: [\w'-]+){0,3} $")
