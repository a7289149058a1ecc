"""What ties a benefit to referring, and to whom it goes."""

from typing import Final

from outreach.ethics.words.phrasing import phrases

#: Words before the act that tie a benefit to it.
LINK: Final = phrases(r"""
    (?:for|per|with|after|upon|on|to|by) (?:each|every|any|all|everyone|anyone)
    per
    each
    every
    any
    when(?:ever)?
    if
    once
    as soon as
    after
    as long as
    so long as
    provided(?: that)?
    until
    (?:with|on) (?:the|an) (?:understanding|condition|expectation|assumption)(?: that)?
    should
    depend(?:s|ing)? on
    in (?:return|exchange|consideration|appreciation|recognition|gratitude|thanks|honor)(?: (?:of|for))?
    exchange for
    (?:as|our|a) (?:{W} ){0,2}(?:thanks|thank[- ]you|thanks to you|way of saying)(?: (?:to you )?for)?
    thank(?:s|ing)? (?:{W} ){0,3}for
    to thank
    say(?:ing)? thank(?:s| you)(?: for)?
    thank(?:s)?
    appreciat(?:e|ion|ing)(?: (?:of|for))?
    for
    who
    that
    (?:the )?(?:most|top|biggest|best|highest|leading|number one|loyal|active|frequent)
    keep(?: the| those| your)?
    bas(?:e|es|ed|ing) (?:{W} )?on
    (?:tied|linked|pegged|adjusted|scaled|according|proportional|related|connected|subject) (?:to|for|by)
    (?:grows?|rises?|increases?|goes up|scales?|varies|reflects?) (?:with|the|by|as)?
    reflects?
    just
    simply
    by
    =
    for the first
    the more
""")

#: Words between an act and the benefit that follows from it.
RESULT: Final = phrases(r"""
    and (?:we|i|you|your|u|get|gets|receive|receives|earn|earns|enjoy|win|wins|lunch|dinner|have|take|both|save|they|
        it|the|collect)
    (?:we|i|you|your office|u)(?:'ll|'d| will| would| can|'re)
    you (?:get|earn|receive|win|both)
    (?:gets?|earns?|wins?|receives?|means|equals?|brings?|unlocks?|buys?|qualif(?:y|ies)|awaits?|deserves?|puts?|
        comes? with|(?:gets?|earns?|buys?|wins?|lands?) you|means|takes? home|scores?|nets?)
    (?:is|are) (?:worth|rewarded|yours|thanked|eligible|entered|waiting)
    yours
    [=:>|]
    then
    so
    coming
""")

#: Giving and getting.
GIVING: Final = phrases(r"""
    (?:pay|pays|paid|paying|payment|payments|earn|earns|earning|get|gets|getting|receive|receives|recieve|collect|
        pocket|pockets|mail|cut|write|deposit|deposits|venmo|zelle|give|gives|giving|offer|offers|offering|hand|slip|
        slips|credit|credits|award|awards|grant|transfer|wire|win|wins|make|enjoy|take home|yours|goes|added|comes|
        waiting|worth|reward|rewards|rewarded|bonus|check|checks|thank|owe|owed|send you|sends you|we send|
        provide you|bonuses|per|each|both|sound|sounds|for every|=|save|put|cash|contribute|for your next)
    your next
""")

#: Those who refer: for whom a benefit is not to be.
RECEIVER: Final = phrases(r"""
    {TO}{OFFICE}
    (?:for|to|gives?|giving|thank|thanks|pay|pays|offer|offers|give|with|compensate|reward|rewards|from|attention|
        dear|hey|hi|doctors!|calling all|all) (?:{W} )?{OFFICE}
    (?:physicians?|doctors?|docs|surgeons?|chiropractors?|providers|practices|offices|clinicians?|nurses?|
        receptionists?|schedulers?) (?:get|earn|receive|are|take|who|that|train|can|in|will|and|enjoy|!)
    (?:your|their|doctors'?|physicians'?|providers'?) (?:{W} ){0,2}(?:spouses?|wife|husband|family|families|kids|
        children|household|employees)
    referrers?
    (?:staff|teams?|nurses?|receptionists?|front desks?) who
    referral (?:sources?|partners?)
    dr\.? [a-z]{2,20}
""")

#: The reader as the one who gets it.
YOU: Final = phrases(r"""
    (?:for|to|offer|give|get|with|send|bring|thank|pay|owe|hand|gets?|grant|mail|treat|have) (?:both of |
        all of )?(?:you|u)(?!r)
    for you and your
    you(?:'ll| will| can| may| could|'ve| have)? (?:get|gets|earn|receive|win|enjoy|collect|save|take home|pocket|
        both|earned)
    (?:earn|collect|claim|enjoy|unlock|redeem|get|receive|accept|pick up|choose) (?:your|a|an|this|these|the|our|free|
        {MONEY}|up to|one|more|some|rewards|points|cash|extra)
    your (?:{W} )?(?:gift|reward|bonus|prize|discount|free|complimentary|credit|commission|cut|check|incentive|
        next session|next month|membership|account)
    yours
""")
