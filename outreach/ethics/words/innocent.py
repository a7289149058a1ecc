"""Innocent senses: stretches that are not read at all."""

from typing import Final

from outreach.ethics.words.phrasing import phrases

INNOCENT: Final = phrases(r"""
    (?:the |a |this |that |your |our )?gifts? of (?:your |my |our )?(?:time|movement|health|mobility|strength|
        independence|life|hope|motion|walking|hearing|laughter|friendship|patience|balance|attention|knowledge|
        confidence|trust|freedom|exercise)
    (?:greatest|best|real|true|biggest) (?:gifts?|rewards?|presents?|compliments?|prizes?|bonus)
    (?:is|are|was|were) (?:such )?(?:a|the|its own|their own|our) (?:real |true |great )?(?:gift|reward|present|prize|
        bonus|treat)(?! (?:cards?|certificates?|for (?:you|your|any|every|each|all)))
    (?:its|their|our|my) own rewards?
    (?:all the |the only |the |your thanks is |is )?(?:rewards?|thanks|prize|payment|gift) (?:enough|
        we (?:want|need|ask|look)|that (?:matters|counts))
    rewards? of (?:{W} ){0,2}{W}
    who (?:might|may|will|would|could|can|should|stands? to)?(?: also| still| really)? ?benefits?
    (?:you|they|we|i) (?:think|believe|feel|expect|know) (?:will|would|might|may|could|can|should) benefit
    (?:patients?|clients?|people|person|anyone|anybody|somebody|someone|she|he) (?:who |that )?(?:might|may|will|
        would|could|can|should) (?:also |really |most )?benefit
    (?:keeps?|retains?|loses?|has|have) (?:every|all|any|each|no|the)(?: full| other)? benefits? of
    benefits? of (?:the|their|his|her|your patient'?s) (?:plan|coverage|insurance|policy|program|programme)
    (?:insurance|health|medicare|plan) benefits?
    gifted
    gift[- ]shops?
    (?:will|to|would|can|may|could|i|we|who|should) present
    present at (?:the|every|each|this|all|your|our|her|his)
    ^present at
    present (?:data|results|findings|level|condition|symptoms|with)
    present(?:ed|ing|ation|ations|ly)
    at present
    (?:is|are|was|were|be|both|all) present
    free[- ]?(?:of )?(?:parking|wi-?fi|time|weights?|range|throw|hand|standing|from pain|pain|symptoms?|movement|will|
        guide|guides|brochures?|handouts?|newsletter|tip sheet|resources?|copies|copy|pads?|booklet|ebook|e-book|
        webinar|app|download|video|videos|returns?|shipping|public|community|samples? of (?:the|our|a) report)
    (?:feel|stay|remain|keep|breaks?|falls?) free
    free to {W}
    free of(?! charge| cost)
    (?:pain|symptom|hands|toll|smoke|injury|drug|sugar|care|stress|barrier|latex|fat|hassle|fall|risk|medication|
        scent|tobacco)[- ]?free
    free (?:and open|health fair|annual wellness|medicare)
    (?:business|thank[- ]you|greeting|insurance|id|identification|appointment|contact|score|report|index|note|
        reminder|birthday|holiday|christmas|sympathy|post|medication|wallet|emergency|rate|library|reference|punch|
        condolence|get[- ]well|exercise|data|membership|medicare|playing|qr) ?cards?
    (?:we|i|our office|they|the practice) (?:also |now |only |gladly |do )?(?:accepts?|takes?) (?:{W},? ){0,4}(?:cash|
        checks?|cards?|visa|mastercard|venmo|zelle|paypal|apple pay|gift cards?)(?:,? (?:and |or |as )?(?:all |major |
        credit |debit |hsa |fsa |gift |personal |apple |google |{W} )?(?:cash|checks?|cards?|visa|mastercard|amex|
        discover|venmo|zelle|paypal|pay|payment))*
    (?:pays?|paid|payable|payments?|settled?) (?:{W} ){0,3}?(?:by|with|in|via) (?:{W},? ){0,2}(?:cash|checks?|cards?|
        visa|mastercard|venmo|zelle|paypal|credit|debit)(?:,? (?:and |or )?(?:cash|checks?|cards?|credit|debit|venmo|
        zelle))*
    cash[- ](?:based|pay|only|flow|practice|practices|patients?|clients?|price|prices|rates?|basis|register|drawer|
        model|services?)
    (?:petty|for) cash(?: basis)?(?! f)
    cash(?:,| or| and|/) ?(?:check|card|credit|debit)s?
    (?<!paid )(?<!loadable )(?<!loaded )(?<!new )(?<!gift )(?:hsa|fsa|credit|debit) cards?
    (?:donkey|glutes?|triceps?|tricep'?s|hip|leg|cable|band|banded|standing|kneeling|dumbbell|quadruped|heel|
        butt|reverse|single-leg) kick ?-?backs?
    kick(?:s|ed|ing)? ?-?backs? (?:exercises?|drills?|machine|movement|with (?:an?|the|her|his|light|ankle|bands?|
        weights?)|on (?:the|all fours|each|a)|for the|per (?:side|leg)|in (?:a|the|his|her|my|our))
    (?:sets?|reps?|repetitions?|rounds?|series) of (?:{W} ){0,3}?kick ?-?backs?
    (?<!a )(?<!the )(?<!your )(?<!bonus )check[- ]?(?:in|ins|up|ups|out|list|lists|box|boxes|point|points|mark|marks|
        back|with|on|off|for|our|your|the|his|her|that|whether|if|blood|vitals|each|every|them|it|this|both)
    (?:we|i|please|to|also|and|always|will|must|should|double|background|spot|balance|safety|blood pressure|
        heart rate|form) checks?
    (?:we|i) credit (?:your|the|her|his|our) (?!(?:{W} )?(?:account|fees?|bill|rent|office|clinic|invoice)){W}
    (?:takes?|gives?|giving|deserves?|earns?|gets?|shares?) (?:you |them |him |her |all |full |the |some |
        much (?:of the )?|most of the )*credit(?! (?:on|toward|of|at|with))
    commission(?:s|ing)? (?:an?|the|your|our) (?:{W} )?(?:study|studies|report|review|survey|work|audit|trial)
    bonus (?:exercises?|tips?|video|episode|material|content|points? for|issue|section|chapter|question)
    (?:joint|accreditation|federal trade|trade|state|county|health|planning|licensing|accrediting|
        on accreditation) commissions?
    commissions? (?:on|for) (?:accreditation|certif{W}|education|cancer)
    commissioned
    anti[- ]?kick ?-?back(?:s)?(?: {W})?
    kick ?-?back (?:statutes?|laws?|rules?|regulations?|violations?|concerns?|risks?|liability|training|policy|scheme|
        case|prosecution|enforcement)
    incentive spiromet{W}
    win[- ]win
    points? (?:of|on|to|out|in|scale|change|threshold|improvement|better|worse|drop|gain)
    \d+ points?
    (?:low|lower|fixed|limited|household|middle)[- ]income
    kick back (?:and|with|on|while|to relax)
    (?:thanks|thank you) (?:so much |very much )?for (?:your|the) (?:{W} ){0,2}(?:gifts?|presents?|cookies|flowers|
        basket|chocolates|donation|lunch|cake|fruit)
    (?:deposit|earn)(?:s|ed|ing)? (?:your|their|his|her|our) (?:trust|confidence|respect)
    (?:raise|seek|lost|future) (?:{W} )?revenue
    (?:trigger|pressure|pain|starting|turning|end|good|main|key|talking|case in|data|focal|entry) points?
    share (?:our|my|this|these|the|that|your|with|a|an|progress|results|notes|outcomes|reports?|information|updates|
        records|data|news|findings|what|how|some)(?! (?:{W} ){0,4}(?:fees?|revenues?|profits?|proceeds|income|
        collections?|package))
    treat(?:s|ed|ing|ment|ments)? (?:by|for|with|your|our|the|a|an|you|people|him|her|each|every|everyone|all|them|
        patients|clients|conditions|{W} with respect)(?! (?:{W} )?(?:front|office|staff|team|crew|nurses))
    pay(?:s|ing)? (?:{W} ){0,3}?(?:attention|a visit|a call|off|respects|heed|dividends)
    paid (?:for )?by (?:the |each |our |his |her |their )?(?:clients?|patients?|family|insur{W}|medicare|hospital|
        grant|study|county)
    (?:clients?|patients?|they|he|she|medicare|medicaid|insurance|insurers?|insurance|families|family|participants|
        employers?|hospital|study|grants?|county|state|city|department|university|foundation|plan|plans|fund|va|
        scholarships?) (?:(?!and |we |i |you |us ){W} ){0,3}?(?:pays?|paid|paying|reimburses?|covers?|
        covered)(?! (?:you|your|us to|out to your))
    who (?:pays?|paid|paying)(?! (?:you|your))
    (?:medical records|copying|copy|records|retrieval|postage|mailing) (?:fee|charge|cost)s?(?: of {MONEY})?
    (?:bring|brings|bringing) (?:an? |your |their |his |her |the )?(?:{W} )?(?:guests?|towels?|water|mats?|lists?|
        shoes|mask|id|photo|insurance|caregiver|spouse|change)
    popularity contests?
    (?:used|lost|forgot|left|has|with) (?:her|his|their) (?:{W} )?cards?
    (?:print|download|order|find|get) (?:{W} ){1,6}?(?:website|online|site|portal|app) (?:at no (?:cost|charge)|
        for free|free(?: of charge)?)
    (?:garage|lot|parking|street)(?: {W}){0,3}? (?:is|are) free
    gift (?:cards?|certificates?) (?:can|may|cannot) be (?:used|redeemed|applied)
    benefits? (?:most|best|from|greatly|more|when)
    (?:our|my) (?:staff|trainers|team|instructors|coaches) (?:{W} )?earns?
    no (?:charge|cost|fee)s? (?:for|to) (?:an? |the |any |our |this )?(?:{W} )?(?:calls?|phone|consultations?|
        reports?|copy|copies|forms?|records?|questions?|talk|in-?services?)(?: consultations?| calls?)?
    rais(?:es?|ed|ing) (?:{W} ){0,2}?(?:money|funds|{MONEY}) for
    free for (?:all|everyone|everybody|the public|adults|seniors|families|veterans)
    bring a friend to (?:the|our|a)(?: {W}){1,3}(?![^.]{0,80}\b(?:get|earn|win|both|you|your|receive|save|reward\w*|
        gift|we)\b)
    (?:unpaid|prepaid|paid) (?:leave|time off|position|internship|holidays?|invoice|in full|balance)
    refer(?:s|red|ring)? (?:back )?to (?:page|p\.|section|this|table|figure|chart|appendix|attached|enclosed|above|
        below|(?:the|our|your|its) (?:{W} ){0,2}(?:website|brochure|fee|price|rate|rates|schedule|policy|handbook|
        guide|faq|page|table|chart|appendix|attached|enclosed|list|sheet|report|protocol))
    (?:cross|self)[- ]refer{W}
    (?:at|over|during|before|after|since|at our) (?:the |your |our |a )?(?:lunch|dinner|breakfast|coffee|
        golf)(?! (?:on us|is on us|for (?:your|the|each|every|any|all)))
    (?:lunch|dinner)[- ](?:hour|break|time|room|from|is from|is at|lady)
    golf(?:er|ers|'s| swing| elbow| season| again| league)
    (?:enjoyed|enjoy|liked|loved|for|after|since|during) (?:our|the) (?:{W} )?(?:lunch|dinner|coffee|breakfast|
        meal)(?! (?:is|for (?:your|each|every)))
    our (?:lunch|dinner|coffee|breakfast) (?:last|on|yesterday|together|with|in)
    (?:each|every) (?:{W} )?(?:client|patient|member|participant) (?:who {W} )?(?:gets?|receives?|has|gives|will get|
        will receive|can|is|leaves|starts with|earns?)
    (?:play|plays|played|playing|back to|return to|returns to|returned to|round of|rounds of|enjoy|enjoys|swim and|
        walk,) golf(?! (?:with us|on us|at|for))
    (?:staff|our|team) lunch is
    ticket (?:number|#|office|system)
    (?:support|parking|speeding) tickets?
    interest(?:s|ed|ing)? (?:in|is)
    trip(?:s|ped|ping)? (?:over|on(?! us| me)|hazards?|and fall|or fall|up)
    rent(?:s|al|ed)? (?:for|to|at|is paid|a car|out)(?! (?:[^\s]+ ){0,12}(?:{REFER}|patients?|clients?|sign-?ups?|
        intakes?|enrol?l{W}|bookings?|volume|depend{W}|var{W}|scal{W}|reflects?))
    take (?:good |great |very good |excellent )?care of (?:your|our|the|every|each|any|his|her|all|those|
        these) (?:{W} )?(?:patients?|clients?|people|person|knees?|back|joints?|heart|referral)
""")
