"""What binds a good to clients who come, without a word of referring, and what speaks against a deal.

These families are wide, and each of their words is innocent alone; they only count beside a good.
"""

from typing import Final

from outreach.ethics.words.phrasing import phrases

#: Clients who come, without a word of referring: volume that holds, people who join, our name on their lips.
HINT: Final = phrases(r"""
    (?:volume|numbers?|counts?|flow|stream|traffic|pace|momentum|pipeline|trickle|business|load|tally|census|roster|
        schedule|calendar) (?:{W} ){0,2}?(?:keeps?|holds?|stays?|remains?|grows?|continues?|rises?|climbs?|picks?|
        increases?|tops?|lasts?|comes?|improves?|fills?|is (?:there|up|good|strong|steady|full)|reach(?:es)?|hits?|
        does|looks?)
    {STEADY} (?:flow|stream|supply|trickle|pipeline)
    (?:patient|client|referral)[- ](?:flow|volume|count|numbers?|traffic|load)s?
    (?:intakes?|sign-?ups?|enrol?lments?|bookings?|conversions?|recruits?|leads|prospects?|intros?|introductions?|
        new (?:{W} )?(?:faces?|names?|clients?|patients?|people|members?|starts?|customers?|blood))
    (?:they|one of (?:yours|them|your (?:{W} )?{W})|yours|some(?:one|body)|any of (?:yours|them|your {W})|he|she|
        your {PERSON}|a (?:{W} )?{PERSON}(?: of yours)?) (?:{W} ){0,2}?{JOINS}
    (?:keeps?|puts?|places?|lists?|have|has|names?|makes?|chooses?|picks?|mentions?|remembers?|suggests?|favors?|
        prefers?|think of|thinks of|vouch for|stick with|stay with|send to|help|helps|helping|support|supports|
        supporting|promote|recommend|endorse|plug) (?:us|me|our (?:{W} ){0,2}(?:names?|cards?|numbers?|flyers?|
        program|studio|brochures?|gym|practice|link|code))
    (?:share|post|hang|display|use|forward|circulate|push|sell|pitch|talk up) our (?:{W} ){0,2}(?:names?|cards?|
        numbers?|flyers?|programs?|brochures?|links?|codes?|classes|services|packages)
    (?:our|my) (?:{W} )?(?:name|cards?|flyers?|number|studio|poster|brochures?) (?:{W} ){0,3}?(?:on|at|in|to|
        with) (?:your|each|every|the|their)
    (?:first|top|only|sole|preferred|number one|go-to|default|exclusive|main) (?:{W} )?(?:choice|pick|name|provider|
        place|option|partner|stop)
    top of (?:your|the|everyone's) (?:list|mind)
    {PERSON} (?:{W} ){0,2}?(?:goe?s?|comes?|coming|directed|arriv(?:e|es|ing)|flow(?:s|ing)?|landing|keep|keeps|
        choose|chooses|originat(?:e|es|ing)|gained|won|steered|pointed|sourced)(?: (?:to|from|through|via|by|here|
        in|over|our|us|coming|on))?
    (?:keep|keeps|keep on|continue|continues|started?|starting)(?: to)? (?:sending|send|referring|refer|coming|
        bringing|recommending)
    (?:you|they|who|we|each|office|offices|doctors?|therapists?|nurses?) (?:{W} )?(?:sends?|sent|brings?|brought|
        refers?|referred|steers?|hands?|supply|supplies|delivers?|feeds?|funnels?)(?: (?:us|me|yours|ours|them|it|
        over|in|our way|along))
    (?:send|sends|sending|sent|bring|bringing|get|getting|hand|handing|throw|feed|feeding|toss|shoot|give|
        giving) (?:us|me|our (?:studio|gym|clinic|practice|program)) (?:your|more|another|some|any|a few|the|those|
        one|two|three|a|\d+|people|someone|{PERSON})(?!(?: {W}){0,4} {DOCUMENT})
    (?:our|the) (?:{W} ){0,2}?(?:top|best|biggest|busiest|leading|loyal|most (?:active|loyal|generous|productive)|
        highest|faithful)(?:[- ]{W}){0,2} (?:sources?|referrers?|partners?|senders?|feeders?|{OFFICE})
    (?:top|best|biggest|busiest|leading|highest)(?:[- ]{W}){0,2}? (?:sources?|referrers?|senders?|feeders?|
        referring {W})
    (?:take|takes|taking|look|looks|looking) (?:good )?(?:care of|after) us
    (?:good|kind|loyal|faithful|generous|helpful) to (?:us|our (?:studio|gym|practice))
    help with (?:{W} )?(?:new|our|clients|patients|members)
    (?:sell|sold|sells|sale|sales) (?:{W} )?(?:to|of|from|through|by|via) (?:{W} ){0,3}?(?:your|you|patients?)
    (?:each|every|per|for a|a|an) (?:{W} )?(?:packages?|memberships?|contracts?|sales?|plans?|forms?|flyers?|
        brochures?|scans?|clicks?|calls?) (?:{W} ){0,3}?(?:sold|sells|bought|completed?|signed|scheduled|handed|
        given|distributed|faxed|through|from you|you)
    (?:from|through|by way of|via|thanks to|because of|out of|by) (?:you|your (?:{W} ){0,2}{OFFICE})
    (?:patients?|clients?) (?:for|to|toward) (?:us|me)
    (?:your|the|our) (?:{W} )?(?:outflow|discharges|graduates|hand-?offs?|transfers)
    (?:walk(?:s|ed)?|comes?|steps?|lands?|ends? up|shows? up|makes? it|finds? (?:its |their |her |his |the )?way|
        gets?) (?:{W} ){0,2}?(?:through|in|to|on|at|into|with) (?:us|our (?:{W} )?(?:doors?|tables?|mats?|books|
        schedule|calendar|floor|studio|gym|program|class(?:es)?))
    find(?:s|ing)? us (?:through|via|because)
    (?:gets?|getting|send(?:s|ing)?|bring(?:s|ing)?) (?:{W} ){1,4}?to (?:call|sign|join|book|come|enroll|
        try) (?:{W} )?(?:us|me|up|here|with|our|in)
    (?:swipe|use|scan|entry)s? of (?:your|the|this) (?:{W} )?(?:code|link|card)
    (?:{PERSON}|account|accounts) (?:{W} )?(?:recommended|introduced|directed|sourced|forwarded|enrolled|steered|
        referred|booked|signed)
    (?:recommended|introduced|directed|sourced|forwarded|enrolled|steered|referred) (?:{PERSON}|accounts?)
    books? (?:our|us|an?) (?:{W} ){0,2}?(?:evaluations?|assessments?|sessions?|consults?|visits?|class(?:es)?)
    (?:your|a|each|every|the) discharges?
    discharg(?:e|es|ing) (?:a|your|the|each|their) (?:{W} )?(?:patients?|list)
    (?:number|count|volume|total) of (?:{W} )?(?:evaluations|evals|intakes|assessments|starts|enrol{W}|sign-?ups|
        persons?)
    most (?:{W} )?(?:patients|clients|referrals|bookings|sign-?ups|intakes|names)
    (?:those|these) (?:{NUMBER} |\d+ )?(?:{W} )?(?:hips|knees|backs|shoulders)
    (?:stays?|sticks?|remains?) with us
    (?:fill|fills|keep|keeps|pack|packs|feed|feeds|grow|grows) (?:{W} ){0,3}?(?:us|me|our (?:{W} ){0,3}{W}|
        my (?:{W} ){0,3}{W})(?: (?:full|busy|booked))?
    hook(?:s|ed)? (?:us|me) up
    (?:{W} )?(?:backs|knees|hips|shoulders|necks|lumbars?|cuffs?|files?|crowd)(?: {W}){0,2}? (?:comes?|this way|
        our way|to me|to us)
    {PERSON} (?:{W} )?(?:through|in) (?:that|the|our|my) doors?
    (?:get|gets|got|getting|bring|brings) (?:us |me )?(?:to )?(?:\d+|{NUMBER})(?: more)?(?: {PERSON})?(?: (?:in|
        from you|over|here))
    steer(?:s|ing|ed)?
    (?:trade|exchange|return|swap|barter|payment|pay) for (?:{W} ){0,2}(?:patients|clients|introductions?|leads|
        names|people)
    {PERSON}(?:'s|s')? (?:names?|contacts?|phone numbers?|details)
    (?:names?|numbers?|contacts?|details) of (?:{W} ){0,2}(?:patients?|clients?|people)
""")

#: Clients in any word, which is a weak sign beside a good.
PEOPLE: Final = phrases(r"""
    (?:patients?|clients?|names?|folks|cases|leads?|yours|people|referr{W}|signing|{SENDING}|{JOINS}|sign-?ups?|
        bookings?|our (?:{W} )?(?:class|classes|program|programs|code|links?|cards?|flyers?|packages?|studio))
    (?:one|two|three|four|five|six|ten|\d+) (?:more|new|a month|a quarter|a week|a year|per month)
""")

#: The condition, the count or the thanks that makes a kindness a price.
CONDITION: Final = phrases(r"""
    (?:each|every|per|any|whenever|when|once|if|should|provided|while|until|after|upon|as soon as|unless|apiece|
        a head|in turn|then)
    (?:as|so) long as
    (?:for|from|on|with|by) (?:the|your|all|all of) (?:{W} )?(?:{PERSON}|{NUMBER})
    (?:for|after|from) (?:{W} ){0,3}?(?:{REFER}|{SENDING})
    for your (?:{W} )?(?:help|trouble|time|efforts?|support|kindness|loyalty|business|work)
    (?:on|with) (?:the|an|one) (?:understanding|condition|expectation|assumption|proviso)
    (?:depend|bas|tied|linked|pegged|adjust|scal|var|reflect|proportion|accord|calculat|index|determin)[a-z]{0,7}
    (?:grow|rise|increase|go(?:es)? up|climb|move|moves|shrink)s? (?:{W} )?(?:with|by|as|when|up)
    (?:in|by way of|for|as|our|my|way of saying|say|small) (?:return|exchange|trade|turn|consideration|appreciation|
        recognition|gratitude|thanks|thank[- ]you|honor|barter|swap)
    (?:because|since|thanks to|grateful|gratitude|appreciation|appreciate|thank you for|thanks for|way of saying)
    (?:most|top|best|biggest|highest|more|fastest|first)
    (?:reach|reaches|hit|hits|exceed|exceeds|top|tops|over|at least|minimum|beyond|above|commit|more than|
        up to) (?:{W} )?(?:{NUMBER}|\d+)
    (?:{NUMBER}|\d+) (?:{W} )?(?:or more|plus|and up|new)
    \d+\+
    the (?:more|bigger|better)
    (?:swap|trade|barter|deal|bargain|pact|exchange|reciprocal|mutual|both)
    (?:keep|keeps|continue|continues)
    whoever
    who
    all we ask
    (?:assuming|supposing|given that|in case|the (?:moment|minute|day|instant))
    (?:subject|conditional|contingent|conditioned|dependent) (?:to|on|upon)
    you (?:[\w'-]+ ){1,10}?[\w'-]+(?:,|;| and|, and) (?:we|i)(?:'ll| will)?
    and (?:{W} )?(?:win|earn|get|collect|pocket|receive|claim|save|score|take)
    [=]
""")

#: Hushed voices.
SECRET: Final = phrases(r"""
    (?:quietly|discreet(?:ly)?|off the (?:record|books)|between (?:us|you and me)|nobody (?:needs|has) to know|
        no one (?:needs|has) to know|(?:don't|do not|needn't|won't) (?:tell|mention|say|ask)|no questions asked|
        on the (?:side|quiet|sly)|under the (?:table|counter)|confidential arrangement|hush|wink|literally|
        easy money|call it|no receipt)
""")

#: It costs an office nothing to refer; we ask for nothing.
UNPRICED: Final = phrases(r"""
    (?:no|without|zero|any) (?:{W} )?(?:fee|charge|cost)s? (?:{W} ){0,2}?(?:to|for) (?:{REFER}|making|sending|using|
        you|your (?:{W} )?{OFFICE})
    (?:costs?|cost you|costs you|costs your (?:{W} )?{W}) (?:nothing|you nothing|your {W} nothing)(?: to (?:refer|
        send|ask|use))
    (?:referring|it|service|the form|report) (?:{W} ){0,4}?is free
    (?:ask|asks|asking|want|need|expect) (?:for )?nothing
""")

#: Teaching for a provider's staff is no gift; neither is a look at the place.
TALK: Final = phrases(r"""
    (?:talks?|speak(?:s|ing)?|presentations?|in-?services?|lectures?|workshops?|teach(?:ing)?|tours?|
        demos?|demonstrations?|screenings?|q ?& ?a|(?<!continuing )education(?:al)?|observe|visit us|open house)
""")
