"""What is given, in money: fees, cash, payments, shares."""

import re
from typing import Final

from outreach.ethics.words.phrasing import SUM, phrases

#: The name alone says that referring is paid for.
REFERRAL_FEE: Final = phrases(r"""
    (?:{REFER}|ref|referrer|introduction|introduct?ory referral|introducer'?s?'?|finder'?s?|finders'|lead|leads|
        placement|patient acquisition|per[- ]?(?:patient|referral|head|client|lead)|client) (?:{W} )?(?:fees?|
        bonus(?:es)?|commissions?|rewards?|incentives?|payments?|payouts?|compensation|credits?|perks?|prizes?|
        raffles?|contest|bount(?:y|ies)|stipends?|honorari(?:um|a)|rebates?|kick ?-?backs?|premiums?|gifts?|cash|
        money|checks?|discounts?|income|pay|spiffs?|points|allowances?|overrides?|paybacks?|thank[- ]yous?|rewards?|
        lunch(?:es)?|dinners?|tokens?|part(?:y|ies)|tips?|gratuit(?:y|ies)|(?:appreciation|thank[- ]you|recognition|
        loyalty) (?:program|gifts?|bonus(?:es)?|events?|package|dinners?|lunch(?:es)?|part(?:y|ies)|club))
    kick ?-?backs?
    finders?'?s? (?:{W} )?(?:arrangements?|agreements?|deals?|cuts?|shares?|charges?|percentages?)
    {REFER} (?:{W} )?(?:earnings|income|ledger|statement)
    {REFER}(?: {W}){0,3}?(?:,| and| &| to|:|;| =) ?(?:{W} )?(?:earn|win|save|get paid|get cash|collect|profit|
        (?:get|be) (?:rewarded|paid))(?! (?:(?:your|their|our|the) )?(?:trust|confidence|time|paper|a report|a trip))
    give {MONEY}(?:,| and|/|;) ?(?:you )?get {MONEY}
    (?:payments?|commissions?|bonus(?:es)?|rewards?|compensation|incentives?|remuneration) (?:made |paid |
        given )?(?:for|per|on) (?:{W} ){0,2}(?:introductions?|leads|intakes?|sign-?ups?|enrol?lments?|names|
        new (?:patients|clients))
    (?:revenue|profit|fee|income|commission)s?[- ](?:shar(?:e|es|ing)|split(?:s|ting)?)(?! (?:plan|bonus))
    (?:buy|buying|purchase|purchasing|acquire|sell|selling|pay(?:ing)? for) (?:{W} ){0,3}?leads
    (?:pay|pays|paying|buy|buying|purchase|purchasing|sell|selling|acquire|how much|price|cash|dollars|money|trade|
        rent) (?:{W} ){0,6}?(?:(?:patient|client|discharge|prospect|customer)s?'? (?:{W} )?(?:lists?|contacts?|
        names|database|leads|rosters?)|(?:lists?|names|database|contacts) of (?:{W} ){0,4}(?:patients|clients))
    greas(?:e|ing) (?:the|your|a few|some) (?:wheels|palms?|skids)
    spiff(?:s|ed)?
    (?:trade|trading|swap|swapping|exchange|barter) (?:{W} ){1,4}?for (?:{W} ){0,2}?(?:{REFER}|patients|
        introductions?|leads|clients)
    what (?:an?|each|one|your|every) (?:{W} )?{PERSON} (?:is|are|would be|was) worth(?! (?:knowing|telling|hearing))
    (?:get|be|getting|being) (?:rewarded|paid) for (?:{W}:? ){0,6}?(?:{REFER}|recommend{W}|sending|introducing|
        suggesting|spreading)
    (?:\d+|{NUMBER}|each|every|one) (?:{W} )?{PERSON} ?(?:=|equals) ?(?:(?:\d+|{NUMBER}|an?) )?(?!\d|{NUMBER}|
        reports?|calls?){W}
    (?:provider|physician|doctor|partner|clinic|office) (?:pay-?back|kick-?back|cash-?back|reward|bonus|dividend|
        incentive)s? (?:plan|program|scheme|club)s?
    (?:remittances?|settlements?|1099s?|payments?|balance|invoices?|receipts?|compensation) (?:{W} ){0,3}?(?:for|of|
        from) (?:your |the |all |each )?(?:{W} )?(?:introductions?|referrals?|leads|recommendations)
    moneti[sz](?:e|es|ing) (?:your|the|those|each) (?:{W} )?(?:discharges?|patients?|clients?|referrals?|lists?)
    (?:patients?|discharges?|clients?|referrals?) into (?:cash|dollars|money|revenue|profits?|income)
    pays? (?:well |off |{W} )?to {REFER}
    {REFER} pays?(?! (?:for|the|their))
    bount(?:y|ies)
    (?:bonus(?:es)?|commissions?|rewards?|incentives?|compensation|bounty|payments?|payouts?|
        fees?) (?:program )?(?:for|on|per|to) (?:{W} ){0,2}{REFER}
    pay[- ]for[- ]referrals?
    under[- ]the[- ]table
    bribes?
    paid (?:{W} )?{REFER}
    (?:trade|trading|swap|swapping|exchanging|reciprocal|reciprocating|mutual) (?:{W} ){0,2}(?:referrals?|patients|
        clients)(?! (?:notes|information|records))
    thank[- ]you fees?
    baksheesh
    payola
    the more (?:{W} )?you (?:refer|send|bring)(?: {W}){0,3},? the more (?:we (?:give|pay|do for|send|thank)|you)
    payment (?:plan|schedule|arrangement|structure|terms) for (?:the |your |each )?(?:patients|referrals|
        clients)(?! (?:is|are|who))
    the more (?:patients |clients |people |referrals )?you (?:refer|send|bring)(?: {W}){0,3},? the (?:more you|bigger|
        better your|higher|larger|greater|more your)
    {REFER} (?:{W} )?program (?:pays|rewards)
    (?:buy|purchase|earn|win) your loyalty
""")

#: Cash and what can be spent like it.
CASH: Final = phrases(r"""
    e?-?gift ?-?(?:cards?|crds?|certificates?|certs?|vouchers?|codes?|checks?)
    e-?gifts?
    (?:e-?)?(?:cards?|codes?|certificates?) (?:for|to|from|at) {BRAND}(?! (?:heart|zone|rate|range|weight))
    (?:cash|stored[- ]value|store) cards?
    (?:cash|money|{MONEY}|a (?:twenty|fifty|hundred|ten|five)|(?:dollar |crisp )?bills?) in (?:the|an|your|a|this|
        his|her) (?:{W} )?(?:envelopes?|card)
    {BRAND} (?:gift |prepaid |cash |e-?)?(?:cards?|credit|vouchers?|money|coupons?|bucks)
    (?:{MONEY}|gift|prepaid|loaded|pre-?loaded) (?:{W} )?(?:{BRAND}|visa|master ?card|amex|american express|
        debit)(?: (?:gift |prepaid )?cards?)?
    (?:visa|master ?card|amex|american express|debit) (?:gift|prepaid|reward) cards?
    gift visas?
    {MONEY} {W} cards?
    (?:lunch|gas|beer|coffee|spending|pocket|fun|walking-around) money
    cash ?back
    (?:a|some|get) (?:starbucks|dunkin'?)
    (?:coffee|gas|fuel|restaurant|spa|store|shopping|grocery|meal|pre-?paid|movie|lunch|dinner|book|mall|
        phone) (?:{W} )?(?:cards?|vouchers?|certificates?|coupons?)
    pre-?paid (?:{W} )?(?:visa|master ?card|debit|cards?)
    vouchers? for
    cash (?:gifts?|bonus(?:es)?|rewards?|prizes?|payments?|incentives?|awards?|back|thank[- ]yous?|tips?|payouts?|
        card|in hand|envelopes?|for (?:you|your|the|each|every|any|referrals?|patients?|clients?|the staff))
    (?:envelopes?|bit|little|some|wad|stack|bundle|crisp|cold hard|hard|extra|quick|easy|fast|tax-free) (?:of |with |
        full of |containing |bit of |extra )?cash
    (?:in|with|of|get|earn|receive|slip you|hand you|bring you|offer|for) (?:cold |hard |extra |real )?cash
    {MONEY} (?:in )?cash
    cash (?:or|and|via|by|through) (?:zelle|venmo|paypal|gift|check)
    (?:gift|thank[- ]you) money
    (?:slip|tip) (?:{W} ){1,3}a (?:twenty|fifty|hundred|ten|few bucks|few dollars)
    (?:bitcoin|crypto(?:currency)?|ethereum|stablecoins?)
    (?:visa|master ?card|amex) (?:pre-?paid|gift)
    (?:reloadable|loaded|pre-?paid|topped-up) (?:{W} ){0,2}(?:cards?|debit)
    (?:send|text|give|tell|share|need|what's|what is|drop|dm) (?:{W} ){0,2}?(?:your|ur) (?:{HANDLE})
    (?:{HANDLE}) (?:you|u|your|each|the (?:{W} )?{OFFICE})(?! (?:accept|take))
    (?:{MONEY}|\d+|{NUMBER}) (?:on|via|by|through|over) (?:{HANDLE})
    what's your (?:{HANDLE})
    money orders?(?= (?:for|is|to|will|enclosed))
""")

#: Paying, as a verb or a name.
PAYING: Final = phrases(r"""
    pay(?:s|ing)? (?:out )?(?:you|u|your|them|him|her|it forward to you|for(?! (?:(?:{W} ){0,2}{SERVICE}|it|itself|
        themselves|parking|care|exercise|this|these|that|everything))|on|per|each|every|doctors?|docs?|drs?|
        physicians?|practices?|offices?|clinics?|providers?|chiropractors?|surgeons?|referr{W}|partners?|staff|
        nurses?|front|our (?:{W} )?(?:partners?|sources?|friends|referr{W}|physicians?|doctors?|providers?|
        ambassadors?|colleagues)|well|handsomely|top|good|cash|{MONEY}|a (?:{W} ){0,4}?(?:fee|amount|sum|bonus|
        rate)|the (?:doctor|office|physician|referr{W}|person|difference))
    (?:you|they|{OFFICE})(?:'re|(?:'ll| will| can| could)? (?:also |always )?(?:be|get|getting|being|are|
        is)) (?:{W} )?paid(?! by)
    (?:get|gets|getting|be) (?:well |handsomely )?paid(?: (?:for(?! (?:{W} ){0,2}{SERVICE})|to|per|each|{MONEY}|a\b)|
        $|[.!])
    paid (?:to|out to) (?:you|your|the (?:{W} )?{OFFICE}|{OFFICE}|referr{W})
    payments? (?:for(?! (?:{W} ){0,2}{SERVICE})|per|to (?:you|your|{OFFICE}|the (?:{W} )?{OFFICE})|in exchange|
        in return|each|when|of {MONEY})
    payouts?
    (?:i|we)(?:'ll| will)? pay(?=[.!]|$)
    paybacks?
    (?:you|they|offices?|doctors?|physicians?|practices|providers?|staff) (?:can |could |will |may |also |
        both )?earn(?:s|ed)?(?! (?:the |our |your |my )?(?:trust|confidence|respect|referrals?))
    earn(?:s|ed|ing)? (?:you|more|while|as you|when|each|every|up to|money|extra|from|big)
    (?:into|your|add|new|more|extra|a) (?:{W} )?(?:revenue|profits?|paycheck|payday)
    side hustle
    (?:top|big|good|serious) (?:dollar|money|bucks)
    (?:invoice|bill|charge) us (?:{W} ){0,2}?(?:{MONEY}|for (?:your|each|every|all|the) (?:{W} )?(?:referrals?|
        patients?|clients?))
    (?:send|pay|give|offer|mail|wire|owe) (?:you |your {W} )?(?:a|an|the) (?:{W} )?fees?(?! schedule)
    help you with your (?:mortgage|rent|bills|loans?|tuition)
    cash in
    scholarships? for your
    grants? to your
    monetary
    (?:on|onto) (?:the|our) payroll
    put you on (?:payroll|a retainer|commission)
    (?:cover|covers|covering) (?:the|your|half|all|part)(?: {W})? (?:costs?|price|bill|tab|fees?|expenses?|rent|
        subscription|dues|tuition|travel)
    (?:pick up|picks up|foot|foots) (?:the|your) (?:{W} )?(?:tab|bill|cost)
    all expenses paid
    cover your (?:parking|travel|dues|malpractice|insurance|phone|internet|lunch|coffee|printing|marketing)
    expenses[- ]paid
    (?:cash|check|money|paid|payments?|deposit) (?:via|through|by) (?:paypal|venmo|zelle|mail)
    remit(?:s|ted|ting)?
    kick (?:{W} ){0,2}(?:back|over) to you
    owe you (?:{MONEY}|a (?:{W} )?(?:fee|check|payment|lunch|dinner|drink|beer))
    gratuit(?:y|ies)
    tip(?:s|ped|ping)? (?:you|your|the (?:front|staff|office))
    dividends?
    residuals?
    stock options?
    (?:with|by|via|nice|fat|quarterly|monthly|personal|bonus|thank[- ]you) (?:a )?checks? (?:at|for|in|each|every|
        from|to)
    checks? (?:at the end|for (?:each|every|your|the|all|any)|every|each|from us|is in|are in|go(?:es)? out|to your)
    compensat(?:e|es|ing) (?:you|your|the (?:doctors?|physicians?|office)|anyone|{OFFICE}|for (?:your |each |every |
        the |any )?(?:{W} )?(?:referrals?|time|patients?|clients?|trouble|efforts?))
    be(?:ing)? (?:{W} )?compensated
    (?:generous|fair|financial|cash|monetary|your|{W}'s|receive|any|extra|competitive|director) compensation
    compensation (?:for (?:{W} ){0,2}(?:referr{W}|patients?|introduc{W}|sending|your)|depends|plan|grows|per|
        is (?:tied|based|paid))
    remunerat(?:e|es|ed|ing|ion)
    reimburse(?:s)? (?:you|your|practices?|offices?|physicians?|doctors?)
    (?:cut|mail|write|send|hand|slip|bring|drop off|issue|get|receive|earn|collect) (?:you |your {W} |them )?(?:a |
        the |an |your )?(?:{W} )?checks?
    check (?:for|of) {MONEY}
    {MONEY} checks?
    check ?books?
    (?:venmo|zelle|paypal|cash ?app|apple pay|wire transfer|direct deposit)
    (?:extra|additional|side|passive|supplemental|more|monthly) (?:income|revenue|money)
    revenue streams?
    make (?:some |extra |good |easy |more )?money
    money (?:in your pocket|for (?:you|your))
    in dollars
    buy(?:ing|s)? (?:{W} ){0,2}(?:referrals?|patients|leads)
    (?:put|line) (?:{W} ){0,2}in your pockets?
    deposit (?:{W} ){0,3}in(?:to)? your
""")

#: A sum of money; harmless as a price.
MONEY: Final = re.compile(rf"(?<![\w$]){SUM}")

#: Money promised to the reader.
TO_YOU: Final = phrases(r"""
    (?:you|u|your (?:{W} ){0,2}{OFFICE}|each of you|both of you|the (?:referring )?(?:physician|doctor|provider|
        practice))(?:'ll| will| can| could| both| each)? (?:gets?|earns?|receives?|pockets?|makes?|collects?|wins?|
        takes? home) (?:up to |an extra |another |about |over |a flat )?{MONEY}(?! (?:off|in savings|
        worth of sessions))
    (?:we|i)(?:'ll| will|'d| would| can| could)? (?:{W} )?(?:pay|send|give|venmo|zelle|wire|remit|slip|mail|credit|
        hand|pass) (?:you|your (?:{W} ){0,2}{OFFICE}) (?:{W} ){0,2}{MONEY}
    (?:thanks|gratitude|appreciation) (?:comes?|takes?|arrives?|is|shows) (?:{W} ){0,5}?(?:checks?|cash|money|
        dollars|payments?)
    (?:you and i|you and we|both of us|we both|us both) (?:can |could |will |would |both |all ){0,2}(?:make|
        earn) (?:{W} )?money
    (?:profitable|lucrative) for (?:both|us both|you|your (?:{W} ){0,2}{OFFICE})
    (?:money|cash|something|dollars|{NUMBER}) in it for (?:you|your (?:{W} )?{OFFICE})
    (?:give|hand|pay|send|pass|turn|put|mail|wire|spend)(?: over| on| along)? (?:that|the|this|some|our|
        it) (?:{W} )?(?:money|cash|dollars|budget|savings?|sum) (?:over |along |on )?(?:to|toward|into|in) (?:you|
        your (?:{W} ){0,2}{OFFICE}|those who|whoever|the {OFFICE})
    (?:{OFFICE}|competitors?|colleagues?|neighbou?rs?|others|dr\.? {W}) (?:{W} ){0,6}?(?:gets?|receives?|has|makes?|
        made|collects?|earns?|earned|cashes) (?:{W} ){0,3}?(?:checks?|payments?|{MONEY}|money) (?:{W} ){0,3}(?:from|
        with|through) (?:us|me|our)
    you(?:'ll|'d| can| will| would| could|'re)? (?:{W} ){0,2}?(?:get|see|have|receive|keep|count on|take|earn|given|
        entitled to|stand to get) (?:an? |your |the )?(?:{W} )?(?:share|cut|piece|slice|percentage|portion|
        \d+ ?(?:%|percent)) of(?! (?:{W} ){0,2}(?:patients|the patients|clients|work|blame|time|credit))
    how much (?:{W} ){1,3}(?:made|earn(?:ed|s)?|makes?|gets?|got) (?:{W} ){0,2}?(?:from|with|through|off|by) (?:us|
        our|me)
    (?:bonus|reward|commission|payment|gift|money|cash|check) (?:that )?(?:i|we) (?:promised|owe|owed|mentioned|
        discussed)
    (?:earns?|earned|gets?|nets?|wins?|brings?) you (?:{W} ){0,2}{MONEY}
    {MONEY} (?:in it )?(?:for|to) (?:you|your (?:{W} ){0,2}{OFFICE})(?! (?:assessment|session|initial|records))
    payments? (?:is |are )?(?:{W} )?to your (?:{W} ){0,2}{OFFICE}
    {MONEY} (?:thank[- ]you|bonus|reward|gift|token|kick ?-?back|honorarium|incentive|spiff|tip|bounty)
""")

#: A part of what a client pays.
SHARE: Final = phrases(r"""
    (?:percentage|percent(?: \(\d+ ?%\))?|\d+ ?%|\d+ percent|cut|slice|piece|portion|share|
        fraction) of (?!(?:{W} ){0,2}(?:patients|clients|people|sessions|participants|members|those|them|
        visits)\b)(?:{W} ){0,6}?{YEARNED}
    (?:percentage|percent|\d+ ?%|cut|slice|piece|share) of (?:whatever|everything|anything|
        what) (?:{W} ){0,3}(?:pays?|spends?|buys?|brings?)
    (?:share|sharing|split|splits|splitting) (?:{W} ){0,6}?{YEARNED}
    (?:revenue|profit|fee|income|commission)[- ](?:share|shares|sharing|split|splits|splitting)
    \d+ ?(?:%|percent) (?:commission|kick ?-?back|of collections|back to you|cut|share|finder{W}|to (?:you|your))
    (?:a|the|your|our|your) cut
    \d+ ?(?:%|percent) (?:{W} ){0,3}(?:on|of|from) (?:{W} ){0,5}{YEARNED}
    \d+ ?(?:%|percent) (?:of|on|for) (?:each|every|any|all|per) (?:{W} ){0,2}(?:sessions?|visits?|clients?|sign-?ups?|
        plans?)
    (?:portion|percentage|share|part|some|half) of (?:{W} ){0,3}(?:client|patient|session)'?s? (?:{W} ){0,2}{YEARNED}
    override
    \d+ ?(?:%|percent) per (?:client|patient|referral|head)
    piece of the (?:action|pie)
    fifty[- ]fifty
    (?:50/50|50-50|80/20|70/30|60/40|90/10)
    affiliate (?:program|fees?|commissions?|partners?|links?|payouts?)
    commissions?
    \d+ ?(?:%|percent) (?:{W} ){0,2}(?:back|comes|goes|is yours|for life|returns|off the top)
    (?:pay|pays|paying|get|earn|receive) \d+ ?(?:%|percent)(?! (?:off|stronger|better|of (?:the time|your protein)))
    royalt(?:y|ies)
    equity (?:stake|share|in (?:our|the))
    pay the difference
    {YEARNED} \d+/\d+
""")
