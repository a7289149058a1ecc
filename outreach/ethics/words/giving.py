"""What is given, in kind: gifts, rewards, free services, favors, meals, payments with another name."""

from typing import Final

from outreach.ethics.words.phrasing import phrases

#: Gifts by name.
GIFT: Final = phrases(r"""
    gifts?
    gifting
    presents?
    tokens? of (?:our |my )?(?:appreciation|thanks|gratitude|esteem)
    good(?:y|ie) (?:bags?|baskets?|box(?:es)?)
    goodies
    swag
    care packages?
    (?:thank[- ]you|appreciation) (?:packages?|box(?:es)?|bags?|surprises?|check|bonus)
""")

#: What stands for a gift without naming it.
TOKEN: Final = phrases(r"""
    (?:little|small|nice|special|sweet|tiny|wee) (?:something|extra|surprise|treat)(?! (?:about|but|to (?:note|add|
        think)))
    something (?:{W} )?(?:special|extra|nice|sweet|tasty|fun|small|little)
    something in (?:it|the mail)
    (?:small|little|modest) (?:tokens?|gestures?|offering)
    surprises?
    tangible (?:thanks|thank[- ]you|appreciation)
    show(?:ing)? (?:our|my|you our|it|you) (?:appreciation |gratitude |thanks )?(?:with|by giving|by sending)
""")

#: Rewards, bonuses, incentives.
REWARD: Final = phrases(r"""
    rewards?
    rewarding (?:you|those|offices|doctors|practices|physicians|referr{W}|your|our)
    rewarded
    unrewarded
    bonus(?:es)?
    incentiv{W}
    perks?
    (?:loyalty|reward|bonus|referral) points?
    points (?:for each|for every|per|toward)
    (?:rack up|earn|collect|accumulate|get|redeem) (?:{W} )?points
    (?:loyalty|vip|preferred|platinum|gold|silver|bronze) (?:program|club|tier|status|partner|level)
    vip
    premium tied
    freebies?
    kicker
    sweetener
    inducements?
    empty-?handed
    preferred (?:rates?|pricing)
    trophy
    allowances?
    double (?:points|rewards|entries)
    gift[- ]with[- ]referral
""")

#: Games of chance and contests.
RAFFLE: Final = phrases(r"""
    raffl(?:e|es|ed|ing)
    (?:prize |our |a |the |monthly |quarterly |holiday )drawings?
    sweep ?stakes?
    contests?
    (?:grand |special |big |door |cash |first |top |monthly )?prizes?
    give-?aways?
    lotter(?:y|ies)
    entered to win
    (?:entry|entries) (?:into the|in the|for each|for every|per)
    (?:one|an|two|extra|your) (?:entry|entries|raffle)
    (?:chance|chances|enter|entry|eligible) to win
    wins? (?:a|an|two|the|our|big|tickets?|lunch|dinner|{MONEY}|prizes?|free|this)
    takes? home (?:{W} ){0,3}(?:{MONEY}|prizes?|watch|ipad|gifts?|trophy|basket|bonus)
    (?:drawing|hat) for
    leader ?board
""")

#: Services for nothing.
FREE: Final = phrases(r"""
    (?:free|complimentary|complementary|comped|gratis|no[- ]cost|no[- ]charge|unpaid) (?:{W} ){0,3}?{SERVICE}
    {SERVICE} (?:{W} ){0,3}?(?:free|complimentary|on us|on the house|gratis|for free|for nothing)
    (?:for|absolutely|totally|completely) free
    free of (?:charge|cost)
    (?:at|for) (?:no|zero) (?:extra |additional )?(?:charge|cost)
    without charge
    on the house
    (?:is|are|be|it's|that's) (?:always |all )?on us
    on our (?:dime|tab)
    (?<!rely )(?<!depend )(?<!count )(?<!call )(?<!check )(?<!wait )(?<!in )on us
    (?:train|trains|training|work out|works out|exercise|exercises|swim|join|joins|attend|attends|lift|
        lifts) (?:here |with us )?(?:for )?free
    (?:get|one|two|\d+|receive|earn|third|next|fourth|fifth|sixth|tenth) (?:one |is |are |session |month )?free
    comp (?:your|you|their|the|his|her|a|one)
    (?:free|complimentary|comp) (?:for|to) (?:you|your|the|all|any)
    complimentary(?! (?:{W} )?(?:lunch|breakfast|coffee|refreshments|copy|copies|report|parking|in-?service|seminar|
        webinar|talk|education|workshop|ce))
    (?:free|complimentary) (?:ce|ceus?|cmes?|continuing education|tuition|courses?)
    free (?:office space|space|rent|equipment|supplies|advertising|ads|marketing|software|staffing|website|billing|
        stuff|gear|merch|use of our|access|swag)
    {SERVICE} (?:{W} ){0,2}at no (?:{W} )?(?:charge|cost)
    (?:train|treat) you (?:{W} ){0,3}(?:free|at no)
    {SERVICE} free
    our treat
    cover (?:your|the) (?:{W} ){0,4}(?:membership|sessions?|subscription|costs?|dues|fees?|rent|tuition|registration)
    pay for your (?:{W} ){0,3}{W}
    (?:without|with no|never see|no) (?:any |an? )?(?:bill|invoice|copay)(?= |[.,!;]|$)(?! (?:insurance|medicare|for))
    (?:bill|billed|charged|invoiced)(?: at)? (?:zero|nothing)
    (?:eat|eats|stay|stays|ski|skis|golf|ride|rides|drink|drinks|fly|flies|cut|cuts|swim|swims) free
    skip (?:our|the|your|this|next) (?:{W} ){0,2}(?:bill|fee|dues|payment|rent|invoice)
    (?:never|not) (?:on|out of) your (?:own )?(?:dime|pocket|purse)
    (?:{FEW} )?(?:sessions?|months?|class(?:es)?|membership) (?:as a thank|for your trouble|added to your account)
""")

#: Lower prices and credit.
DISCOUNT: Final = phrases(r"""
    discount(?:s|ed)?
    \d+ ?(?:%|percent|pct) off
    {MONEY} off
    half[- ]?(?:price|off)
    (?:{MONEY}|\d+ ?(?:%|percent)) (?:discount|savings|rebate)
    save(?:s)? (?:up to )?(?:{MONEY}|\d+ ?(?:%|percent)|big|half|{NUMBER} percent)
    rebates?
    coupons?
    waiv(?:e|es|ed|ing)
    (?:account|session|store|studio|membership|training|service) credits?
    credits? (?:toward|towards|to|on|for|applied)
    (?:reduced|special|discounted|lower|insider|friends[- ]and[- ]family|employee|staff|courtesy|
        professional) (?:rates?|pric(?:e|es|ing)|fees?)
    two[- ]for[- ]one
    bogo
    money off
""")

#: Promises that say it without a name.
FAVOUR: Final = phrases(r"""
    worth (?:your|their|it|his|her) (?:{W} )?(?:while|time|effort|trouble)
    take(?:s)? (?:{W} ){0,2}?care of (?:you|u|your (?:{W} ){0,3}{OFFICE}|those|anyone|people|them|(?:the |our |
        any )?(?:{W} )?{OFFICE})
    make it up to you
    scratch (?:our|my|your|each other's) backs?
    quid pro quo
    in it for (?:you|your|the)
    (?:thank|show) you (?:{W} )?(?:generously|handsomely|properly|financially|in a big way|well)
    (?:be|are|is) (?:very |really |extremely )?generous
    generous(?:ly)? (?:with|to|thank|toward)
    reciprocate
    return the favou?r
    mutually (?:beneficial|rewarding) (?:financial|arrangement)
    look after (?:you|your (?:{W} ){0,2}{OFFICE}|those|the (?:{W} )?{OFFICE})
    benefit(?:s)? financially
    sweeten the (?:deal|pot)
    (?:fill|line|fatten|pad|stuff)(?:s|ing)? your
    grease
    (?:we|i)(?:'ll| will)? owe you (?!nothing|one\b|(?:an? |our |the |some |good |many |more )*(?:{W} )?(?:call|
        calls|reports?|updates?|answers?|apolog{W}|notes?|letters?|reply|visit|word|thanks?|explanation|copy|data|
        results?))
    settle up
    going rate
    watch (?:your|the) (?:{W} )?(?:balance|account|credits?|points|earnings|rewards) grow
    your (?:{W} ){1,3}?(?:is|are|be|consider it|stays?)? ?(?:handled|covered|taken care of|on me)
    (?:hook|hooks|set|sets) (?:you|your {W}) up
    treat you (?:right|well|to)
    hook you up
    what (?:would it|it would|would this) (?:take|cost)
    (?:how much|what) (?:would|do|did|will) you (?:want|charge|take|ask|need|require|expect)
    name your (?:price|terms|figure|fee)
    (?:have|has|got|there is|there's|set aside) (?:a|some) budget
    (?:keep|keep on|love|happy|glad) (?:giving|rewarding|paying|spoiling)
    (?:we|i|we'll|i'll) (?:{W} )?(?:reward|repay|reciprocate|spoil)
    (?:private|side|special|little|quiet|cozy|informal) (?:arrangement|deal|understanding|agreement)
    what's in it for you
    (?:profitable|lucrative) (?:for|to)
    financially (?:rewarding|attractive|worthwhile)
    (?:little|small|special|nice) thank[- ]?yous?(?! (?:note|card|letter|call|message))
    something (?:{W} )?(?:back|for you|for your|in return|in it for|waiting)
    pay for your ads
    worth (?:something|a lot|money|good money) to us
    put our money where
    call it what you (?:like|want|will)
    (?:keep|stays?) (?:this |it )?between us
    off the books
    wink,? wink
    (?:buy|get) (?:you|your (?:{W} )?{OFFICE}) (?:a|an|some|the|dinner|lunch)
    fly you
    (?:take|fly) (?:you|your (?:{W} ){0,2}{OFFICE}|the (?:{W} )?{OFFICE}) (?:to|on|out|for)
    treat(?:ing|s)? (?:you|your (?:{W} ){0,2}{OFFICE}|the (?:{W} )?{OFFICE}) to
    promote (?:you|your)
""")

#: Payments that carry another name.
DISGUISED: Final = phrases(r"""
    (?:marketing|consulting|consultancy|consultant|administrative|admin|administration|advertising|advisory|
        management|processing|handling|paperwork|service|coordination|facility|speaking|speaker'?s?|lecture|lecturing|
        teaching|promotion(?:al)?|co-?marketing|directorship|documentation|collaboration|partnership|research|data|
        survey|licensing|mentoring|success|closing|conversion|performance|review|preceptor|liaison|access|priority|
        goodwill|courtesy) (?:fees?|payments?|stipends?|honorari(?:um|a)|allowances?|retainers?)
    (?:consulting|consultancy|consultant|marketing|advisory|co-?marketing) (?:arrangement|agreements?|contracts?|deal|
        grants?)
    (?:list|hire|retain|engage|sign|name|bring) you (?:on )?as (?:a|an|our) (?:{W} )?(?:consultant|advis[eo]r|speaker|
        director|ambassador)
    honorari(?:um|a)s?
    stipends?
    retainers?
    per diems?
""")

#: Roles, rooms and costs: suspect only where something ties them to referring.
ROLE: Final = phrases(r"""
    (?:medical|clinical) directors?(?:hip)?
    advisory (?:board|council|panel)s?
    speakers?'? (?:bureau|program)
    (?:brand )?ambassadors?
    (?:rents?|rental|sublet|sublease|leases?)
    leasing
    monthly (?:fee|payment|amount|check|retainer)
    flat (?:fee|payment|rate|amount)
    (?:interest-free |personal |bridge )?loans?
    ehr (?:subscription|license|fees?)
    (?:conference|travel|ce|cme|continuing education) (?:trip|fees?|expenses|costs|credits?|registration|tuition)
    (?:free|buy you(?: {W})?|buy your) (?:equipment|software|laptop|subscription|ads|advertising)
""")

#: Meals, outings, goods and giving in somebody's name: a warning alone, a block once tied to referring.
SOFT: Final = phrases(r"""
    (?:lunch(?:es)?|dinners?|breakfasts?|brunch|meals? (?:for|on|with)|cater(?:s|ed|ing)?|steaks?|happy hours?|drinks|
        pizzas?|bagels?|donuts?|doughnuts?|cookies?|cupcakes?|cakes?|pastries|coffee|lattes?|snacks|sandwiches|tacos|
        ice cream|barbecue|bbq|potluck|(?:holiday|pizza|office|staff|catered|christmas|dinner|birthday|
        ice cream) party)
    tickets?
    (?:seats|box seats|suite) (?:at|for|to|are|behind)
    golf(?:ing)?
    spa (?:day|afternoon|weekend|package|treatment|visit)s?
    massages?
    (?:bottles? of )?(?:wine|champagne|bourbon|whisk[e]?y|scotch|prosecco)
    (?:gift|fruit|food|wine|muffin|cheese|snack|holiday|goodie|goody|welcome|edible) (?:baskets?|bags?|box(?:es)?|
        towers?|arrangements?|trays?)
    baskets?
    gift bags?
    (?:flowers?|bouquets?|orchids?|chocolates?|candy|sweets|treats (?:for|to|from|every|each|at|in)|(?:sweet|special|
        tasty|holiday) treats?)
    (?:trips?|cruises?|getaways?|vacations?|weekends? (?:at|in|away|for|getaway)|retreats?)
    (?:ipads?|iphones?|apple watch|fitbits?|tvs?|laptops?|t-?shirts?|tote bags?|mugs?|yeti|airpods|kindle|gadgets?|
        electronics)
    donat(?:e|es|ed|ing|ions?)
    contribut(?:e|es|ions?) (?:{MONEY}|to (?:your|the) (?:{W} ){0,2}(?:fund|party|charity|foundation|campaign|church|
        school))
    charit(?:y|ies|able)
    sponsor(?:s|ed|ing|ships?)?
    underwrite
    galas?
    (?:sushi|tacos?|ribs|lobster|mani-?pedis?|tires|fridge|e-?bikes?|bikes?|kayaks?|blender|espresso machine|
        air fryer|speakers?)
    (?:concert|game|theat(?:er|re)|ball ?game|playoffs?|season) (?:tickets?|seats?|night)
    (?:wine|beer|cheese)[- ]tasting
    featur(?:e|es|ed|ing) (?:you|your)
    (?:hams?|turkeys?|pies?|beer|cabernet|merlot|chardonnay|pinot|cognac|vodka|cigars?|cheesecakes?|popcorn|brownies?|
        macarons|cheese|steaks|lobsters?|hampers?)
    bottles? of {W}
    box(?:es)? of (?:chocolates?|candy|donuts|pastries|cookies|{W} chocolates)
    (?:coolers?|grills?|(?:apple|smart|fitness|nice) ?watch|headphones|earbuds|drones?|jackets?|hood(?:y|ies?)|
        backpacks?|scarf|jersey|sneakers|blankets?|candles?|jewelry|necklace|perfume|luggage|tumblers?|water bottles?|
        merch|merchandise|scrubs|stethoscope)
    (?:nights?|days?|evening) (?:out|at the|on the town)
    (?:airfare|flights? (?:to|home)|hotel stay|cancun|hawaii|vegas|disney|yacht|lift tickets|safari)
    (?:ski|fishing|sailing|boat|golf|beach|lake|mountain) (?:trips?|weekends?|days?|charter|outing|house|condo|cabin)
    (?:manicures?|pedicures?|facials|haircuts?|car wash(?:es)?|spa)
    (?:happy hour|tailgate|barbecue|crab feast|wine night|outing|night out)
    subscriptions?
    advertis(?:e|ing) (?:you|your)
""")
