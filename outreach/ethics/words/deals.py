"""A deal in other words: what costs us and helps them, and that it is for their side.

These families are wide, and each of their words is innocent alone. Only where several kinds stand together are they
read as a deal: something of value, for the reader's side, for clients who come, on a condition or in thanks.
"""

from typing import Final

from outreach.ethics.words.phrasing import phrases

#: Verbs by which a practice takes a cost on itself or lets the reader have something; no report is ever given so.
_STRONG: Final = (
    "(?:cover(?:s|ing)?|buy(?:s|ing)?|bought|purchas(?:e|es|ing)|fund(?:s|ing)?|financ(?:e|es|ing)|"
    "underwrit(?:e|es|ing)|"
    "subsidi[sz](?:e|es|ing)|sponsor(?:s|ing)?|pay(?:s|ing)?(?: (?:for|toward|off))?|paid|comp(?:s|ing)?|"
    "waiv(?:e|es|ing)|"
    "forgiv(?:e|es|ing)|treat(?:s|ing)?|spoil(?:s|ing)?|reimburs(?:e|es|ing)|compensat(?:e|es|ed|ing)|"
    "match(?:es|ing)?|reward(?:s|ing)?|loan(?:s|ing)?|lend(?:s|ing)?|furnish(?:es|ing)?|equip(?:s|ping)?|"
    "bankroll|slip(?:s|ping)?|"
    "tip(?:s|ping)?|fly(?:ing)?|knock(?:s|ing)?|contribut(?:e|es|ing)|donat(?:e|es|ing)|deduct(?:s|ing)?|"
    "take over|takes over|taking over|pick up|picking up|foot(?:s|ing)?|absorb(?:s|ing)?|spring for|chip in|take off|"
    "set aside|settle|settling|shave(?:s)?|replac(?:e|es|ing)|upgrad(?:e|es|ing)|renovat(?:e|ing)|"
    "repaint|pitch in|cut(?:ting)?|"
    "gift(?:s|ing)?|repay(?:s|ing)?|pay back|paying back|remit(?:s|ting)?|grant(?:s|ing)?|award(?:s|"
    "ing)?|top up|refund(?:s|ing)?)"
)

#: Something of value that is given; the verb alone says so.
COST: Final = phrases(
    _STRONG
    + r""" (?:{W} ){0,5}?(?:you|your|yours|{OFFICE})(?! (?:{W} )?(?:patients?|clients?|call|questions?|attention))
    (?:provide|lend|loan|supply|give|offer|buy|bring|send|place|put|install|furnish|hire|staff|run|build|design|print|
        host|maintain|handle|do|write) (?:{W} ){0,3}?(?:you|your|an?|new|free|half|extra|all) (?:{W} )?(?:{THING})
    (?:{THING}) (?:{W} ){0,5}?(?:on us|for (?:you|your)|(?:is|are) (?:yours|covered|paid|taken care|free|ours)|
        at our (?:expense|cost)|yours)
    at our (?:expense|cost)
    credit(?:s|ing)? (?:{W} )?your (?:{W} )?(?:fees?|bills?|account|rent|invoices?|dues)
    (?:reduc|shrink|lower|abat|drop|trim|slash|halv|cut|forgiv|eras|cancel|dock)[a-z]{0,5} (?:{W} ){0,3}?(?:fees?|
        invoices?|rents?|bills?|dues|rates?|lease|premium|tab|balance)(?! (?:for|to) (?:the |our |all |
        your )?(?:clients?|patients?|everyone|seniors|members|veterans))
    (?:invoices?|rents?|bills?|dues|fees?|lease) (?:{W} )?(?:shrinks?|drops?|falls?|goes down|lowered|reduced|cut|
        forgiven|erased) (?:by|with|for|each|every|once|when|if)
"""
)

#: Things of value, be they for whom they may.
GAIN: Final = phrases(r"""
    envelopes?
    (?:send|sending|slip|throw|shoot|spot|owe|venmo|hand|got|give|do|pay) (?:you |them )?(?:a |an )?(?:\d{2,4}|
        {NUMBER})(?= (?:on|for|a|an|per|each|every|when|if|now)\b|[.!]|$)
    (?:fat|crisp|cool|quick|nice) (?:ten|twenty|fifty|hundred|{MONEY})
    (?:sum|amount|price|figure|number|rate|\d{2,4}|{NUMBER}) (?:for|per|of) (?:one|each|every|
        an?) (?:{W} )?(?:patients?|clients?|persons?|referrals?|names?|head)
    (?:a |one )?(?:tenth|fifth|quarter|third|half) of (?:that|it|this|what)
    \d+ ?(?:%|percent) (?:if|when|on (?:what|each|every|all))
    {NUMBER} percent (?:if|when|on (?:what|each|every|all))
    something with zeros
    winners? of
    your (?:{W} )?(?:treat|goodies|surprise|thank[- ]you|prize|reward|gift|envelope|bonus)(?= (?:is|are|awaits?|
        waits))
    (?:money|cash|dollars|bucks|budget|funds|income|payment|credits?(?! (?:for|goes|belongs|is|your|the|him|her|
        to your))|checks?|perks?|miles|points|stars|coins|vouchers?|coupons?|prizes?|rewards?|thank[- ]yous|
        benefits?|favou?rs?|extras?)
    {MONEY}
    an? (?:crisp )?(?:ten|twenty|fifty|hundred)(?= (?:for|to|in|goes|each|when|if|every|under|says)|[.!,?]|$)
    (?:benjamins?|c-notes?|fiver|tenner|moolah?|dough|green(?:backs?|stuff))
\d+ ?(?:%|percent) (?:off|back|discount|to|toward)
    (?:free(?! of)|complimentary|gratis|comped|costs? nothing|without (?:paying|charge|fee|cost)|no (?:charge|fee|
        cost)(?! to you)|at no {W}|(?:they|you|your {W}|famil(?:y|ies)|spouses?) never pays?|for nothing|
        half[- ]price|on (?:me|us|the house)|my treat|our treat)
    (?:a|one|your|the|our) (?:{W} )?(?:manicure|pedicure|nails|haircut|getaway|condo|cabin|house|vacation|weekend|
        cruise|flight|tablet|watch|tv|bike|grill|machine|sailing trip)
""")

#: Pay by any name: an office that is not an employee gets none.
PAYOFF: Final = phrases(r"""
    (?:bonus(?:es)?|commissions?|cuts? of|payouts?|payoffs?|paychecks?|royalt(?:y|ies)|dividends?|override|
        compensation|remuneration)
    (?:get|gets|getting|be|been|is|are|was|were) (?:{W} )?(?:paid|compensated|rewarded|remunerated)(?! by)
    (?:a |the |your |fair |equal )?(?:share|slice|piece|cut|part|half|portion|percentage|split) of (?:the |every |
        each |all |any |our |what(?:ever)? |all the )?(?:{W} )?(?:proceeds|profits?|sales?|revenues?|pie|action|
        take|fees?|packages?|income|{MONEY}|bills?|deals?)
    (?:go|going|goes) halves
    off the top
    (?:pay|pays|paying) (?:{W} ){0,2}?(?:you|your|for your)(?! (?:office |practice |staff )?(?:a visit|attention|
        a call))
    (?:offer|give|pay|get|gets|owe|collect|draw|keep|bring)(?:ing|s)? (?:{W} ){0,2}?(?:an?|the|your|some|
        my) (?:{W} )?(?:percentage|cut|portion)(?! of (?:the |your )?(?:patients|clients|work))
    (?:{NUMBER}|\d+) ?(?:percent|%) (?:on|of|off) (?:whatever|what|each|every|all|any)(?! (?:{W} )?(?:patients|
        clients|sessions|people))
    (?:we|i|will|gladly|'ll) (?:(?!never|not|no){W} )?(?:compensate|remunerate)
    (?:took|take|takes|taken) home {MONEY}
    (?:into|in) (?:dollars|cash|money|revenue|profits?)
    moneti[sz](?:e|es|ing)
    (?:remittances?|pay-?backs?|upside|going rate)
    (?:a little |much |{W} )?richer
    money on the table
    (?:monthly|quarterly|yearly|annual|fixed|flat|agreed) (?:sum|amount|remittance)
    (?:pay|pays|paid|paying) (?:{W} )?(?:the difference|well|handsomely|cash|quarterly|monthly)
    (?:earn|earns|earned|earning|pocket|pockets|make|makes|made) (?:{W} ){0,4}?(?:money|cash|{MONEY}|bonus(?:es)?|
        perks|credits?|income|on the side|extra)
    how much (?:he|she|they|you|we) (?:{W} )?(?:made|makes?|earn(?:ed|s)?|gets?|got|paid|pays?)
    profit(?:s|able|ably)? from
    (?:cash|dollars|bucks|bills?|twent(?:y|ies)|hundreds?|money) in (?:the|an|your|its) (?:{W} )?(?:envelopes?|card|
        pockets?|hand|box|drawer|mail)
""")

#: A sum for each client: a price only where the sentence speaks of prices.
BY_HEAD: Final = phrases(r"""
    {MONEY} (?:an?|per|for (?:an?|each|every|one)) (?:{W} )?(?:patients?|heads?|referrals?|intakes?|leads?|names?|
        sign-?ups?|bod(?:y|ies)|files?|cases?|knees?|hips?|backs?)
    (?<![$.,\d])(?:[1-9]\d{1,3}|ten|fifteen|twenty|thirty|forty|fifty|sixty|a hundred) (?:(?:per|an?|for (?:each|
        every|one)) (?:{W} )?(?:heads?|patient|referral|intake|lead|name|sign-?up|body|knee|hip|file)|a pop|apiece)
    (?:sum|amount|figure) (?:for|per|of) (?:one|each|every|an?) (?:{W} )?(?:patients?|referrals?|names?|head)
""")

#: It is for the reader, the reader's people or whoever refers.
TOWARD: Final = phrases(r"""
    (?:for|to|give|gives|giving|get|with|send|bring|thank|pay|owe|hand|grant|mail|treat|have|show|set|put|take|let|
        help|reward|train|fly|host|spoil|tip|slip|loan|lend|title|name|tell|make|offer|offers|earns?|wins?|buys?|
        nets?|brings?) (?:both of |all of )?(?:you|u|them both|us both)
    you(?:'ll|'d| will| would| can| may| could|'ve| have|'re| are| both| each)? (?:{W} )?(?:get|gets|earn|earned|
        receive|win|enjoy|collect|save|take home|pocket|unlock(?:ed)?|see|keep|find|reach|qualify|be|make|entitled|
        never pay|choose|pick)
    both of us
    (?:earn|collect|claim|enjoy|unlock|redeem|get|receive|accept|pick|choose|pocket|win)(?! (?:back|in touch))
    your (?:{W} ){0,2}?(?:{OFFICE}|{SERVICE}|spouses?|wife|husband|partner|famil(?:y|ies)|kids|children|son|
        daughter|mother|mom|father|parents|account|name|way|pocket|wallet|desk|fund|share|cut|rent|lease|website|
        newsletter|software|party|picnic|trip|bills?|dues|fees?|costs?|expenses|registration|tuition|membership|
        sessions?|training|classes|equipment|supplies|budget|trouble|time|efforts?|help|support|(?:next|fourth|
        own) {W}|loan|salary|bank details|details|(?:{W} )?{THING})
    your (?!(?:{W} ){0,2}(?:patients?|clients?|referrals?|reports?|notes?|limits|letter|questions?|protocol|
        records?|next visit))(?:{W}){1,2}
    (?:yours|everyone in your {W})
    (?:whoever|those|anyone|everyone|offices|practices|doctors|physicians|providers|therapists|partners|clinics|
        any {OFFICE}|every {OFFICE}) (?:that|who|whose|which|with)
    (?:whoever|referrers?|top sources|our sources|sources|(?:referring|partner|participating|sending|
        enrolling) (?:{W} )?{OFFICE})
    {TO}{OFFICE}
    (?:doctors'?|doctor's|physicians'?|therapists'?|nurses'?) (?:{W} )?(?:get|gets|receive|earn|win|train|spouses?|
        famil(?:y|ies)|kids|work out)
    (?:on (?:us|me|the house)|my treat|our treat|in it for)
    (?:enclosed|attached|inside|here is|here's|here are|please accept|please enjoy|accept)
""")

#: Offices, their people and families, and whoever refers: those for whom a good is never innocent.
THEIR_SIDE: Final = phrases(r"""
    your (?:{W} ){0,2}?(?:{OFFICE}|spouses?|wife|husband|famil(?:y|ies)|kids|children|son|daughter|mother|mom|father|
        parents|lobby|waiting room|rent|lease|(?:{THING}))
    (?!our ){TO}(?!trainers){OFFICE}(?! of)
    (?:doctors?|physicians?|docs|nurses?|offices|practices|clinics|providers|therapists?|surgeons?|schedulers?|
        receptionists?|case managers?|ptas?|mas|whoever|referrers?)
    (?:the|your|those) (?:{W} )?(?:ladies|girls|gals|guys|folks|gang|people|team) (?:at|in|up|on|behind) (?:the|
        your|front)
    (?:the )?(?:lessee|licensee|clinic|consultant|physician|provider|boss|attorneys?|lawyers?|esteemed doctor)
    your (?:{W} )?(?:fridge|wallet|mailbox|car|break ?room|purse|pocket|fund|kid|boss|school|vacation|mortgage)
    (?:your|their|his) (?:{W} ){0,2}?(?:bills?|invoices?|fees?|rent|tab|dues)
    your (?:better half|grandkids|in-laws|loved ones|household)
    the (?:unit|ward|floor) (?:gets|receives|wins)
    our (?:{W} )?(?:partners|sources|referr{W}|senders|friends)
    (?:you|your {W}) and (?:your|the) {W}
    (?:{SENDING}|{REFER}) (?:{W} ){0,3}?and (?:{W} ){0,2}?(?:get|earn|win|collect|take)
""")

#: Money that makes its way to those who send clients needs no other word.
FLOW: Final = phrases(r"""
    (?:goes|go|going|comes|come|coming|flows?|returns?|returned|(?:finds?|makes?|making|work|works) its way|back|
        credited|passed|pass|passes|set aside|reserved|earmarked|put aside|routed|added|transferred|wired|paid out|
        kicked|given|paid|straight|directly|sent) (?:back |over |straight |directly |out |along |on |in ){0,2}(?:to|
        into|for) (?:you|your (?:{W} ){0,2}?(?:{OFFICE}|account|pockets?|name|fund)|the (?:{W} )?(?:referring|
        sending|introducing|referral) {W}|whoever|those who|the (?:doctor|physician|surgeon))(?!')
    (?:com(?:es?|ing)|head(?:s|ed|ing)|find(?:s|ing)|thrown?|sent?|go(?:es|ing)?|slid(?:e|es|ing)?|float(?:ed|s)?|
        kick(?:ed|s)?) your way
    (?:with|has|have|put) your name on (?:it|them)
    (?:is|are|would be|will be|could be) (?:yours|for you to keep|for the taking)
""")

#: Sums and parts of sums that such a flow carries.
PART: Final = phrases(r"""
    {MONEY}
    (?:half|a third|a quarter|part|some|\d+ ?(?:%|percent)|(?:{NUMBER}|a few|several) percent|percentage|percent|
        portion|slice|cut|piece|share|fraction|proceeds|commission|override)
    (?:money|cash|dollars|bucks|funds|the (?:profit|savings?|income|revenue|rest|difference))
""")
