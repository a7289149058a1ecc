"""The act: somebody sends, brings or names a client, or clients are counted by heads."""

from typing import Final

from outreach.ethics.words.phrasing import phrases

#: Somebody sends, brings or names a client.
REFERRING: Final = phrases(r"""
    (?:each|every|per) referral (?:form|pad|slip|sheet)
    {REFER}(?! (?:forms?|pads?|slips?|sheets?|packets?|process|letters?|number|fax|page|template)\b)
    {SENDING} (?:{FEW} ){0,6}(?:{W} ){0,2}?{PERSON}(?: (?:to|over|our way|here|in|along))?
    {SENDING} (?:{FEW} ){0,4}(?:{W} )?(?:our way|our direction|over to us|here|to our (?:{W} ){0,2}(?:door|gym|studio|
        clinic|practice))
    {PERSON} (?:that |who |whom |which )?(?:you|your {W}|they|u|an office|she|he|the {W}) (?:{W} )?{SENDING}(?: (?:us|
        over|in|our way|to us|along))?
    (?:everyone|anyone|each one|every one|whoever|those|any|every|each|(?!if|when|once|and|that|as|whenever|should|
        until|after|or|than|because|since|for|before|what|how|where|which|who|did|do|can|could|will|would|
        may|{DOCUMENT}){W}) (?:that |who |whom )?(?:you|u) (?:{SENDING})(?: (?:us|over|in|our way|to us|along))?
    (?:who|that|which) (?:{W} )?(?:sends?|brings?|steers?|recommends?|refers?|introduces?|sent)(?: (?:us|over|people|
        the))?
    {PERSON} (?:is |are |was |were )?(?:sent|directed|steered|introduced|brought)(?: (?:over|in|to us|our way|here))?
    {PERSON} (?:who |that )?(?:comes?|coming|came) (?:to us |here |in )?(?:our way|from (?:you|your|an?|the)|
        through (?:you|your)|over|via your)
    {PERSON} (?:from|of|out of|at) (?:you|yours|your (?:{W} ){0,2}{OFFICE})
    (?:patient|client|warm|new|each|every|your|per|an?|any|personal) (?:client |patient )?introductions?
    (?:patient|client|member)s? (?:acquisition|volume|flow|traffic|leads?)
    (?:volume|number|flow|stream|pipeline) of (?:{W} ){0,2}(?:patients?|clients?|referrals?|leads|business|people)
    {SENDING} (?:us |in |over )?(?:mr|mrs|ms|miss|dr|mx)\.? {W}(?: {W})?(?: (?:our way|to us|over|here|in))?
    {SENDING} (?:{W} ){1,3}(?:our way|to us)
    (?:send|bring|point|steer|refer) (?:them|him|her|folks|people|everyone) (?:in|over|here|along|by)
    (?:the |those |any |every |each )?(?:knees?|hips?|shoulders?|backs?) (?:that )?you (?:send|bring)
    (?:patients|clients|people|referrals) (?:{W} ){0,3}for us
    (?:\d+|{NUMBER}) (?:{W} )?(?:patients|clients|referrals) (?:or more )?(?:a|per|each|every|this|by|in a) (?:month|
        quarter|year|week|{W})
    (?:been (?:so |very )?good to us|great source of|all you do for us|all (?:the )?{PERSON} you have)
    (?:patients?|clients?|people) who (?:{W} )?(?:mentions?|names?|gives?|uses?) your (?:name|code|card)
    discharg(?:e|es|ing) (?:{W} ){0,3}to us
    your (?:continued |ongoing )?(?:loyalty|patronage)
    (?:send|bring) (?:us |me )?(?:{NUMBER}|\d+)(?=,| and get| and we| or more|:)
    you (?:recommend|refer|send|steer|introduce)(?=[,;])
    ref (?:an?|us|your|pts?|patients?|clients?)
    (?:transition|hand|turn|hand off) (?:{W} ){0,3}(?:patients?|clients?) (?:over )?to us
    invite (?:a|your|any|some) (?:{W} )?(?:friends?|colleagues?|co-?workers?|neighbou?rs?|partner)
    (?:fill(?:ing)?|complet(?:e|ing)|process(?:ing)?|sign(?:ing)?|fax(?:ing)?) (?:in |out )?(?:the |our |a |
        each )?referral (?:forms?|pads?|slips?)
    {SENDING} (?:{FEW} ){0,6}(?:{W} )?(?:knees?|hips?|shoulders?|backs?|replacements?|surgeries|
        post-?ops?)(?: replacements?)?
    {PERSON} (?:that )?we (?:get|receive) (?:from|through) (?:you|your {W})
    keep(?:s|ing)? (?:the |your |those )?(?:{W} )?(?:patients|clients|referrals|people|them) coming
    (?:for|per|qualified) leads
    how many (?:patients|clients|people|referrals)
    recommendations?
    (?:recommend|mention|promote|name|plug|suggest|endorse|talk up) (?:us|our (?:{W} ){0,2}(?:practice|gym|studio|
        program|services?|name)|northside)
    tell (?:your|a|the|every|some) (?:{W} ){0,2}(?:friends?|neighbou?rs?|patients?|clients?|co-?workers?|colleagues?|
        family)(?: about (?:us|our))?
    bring (?:a|your|along a|in a) (?:{W} )?(?:friend|buddy|colleague|co-?worker|neighbou?r|partner)
    spread(?:s|ing)? the word
    word of mouth
    (?:hand(?:s|ing)? out|keep|leave|display|put out|pass out|give out|
        distribute) (?:a stack of )?our (?:{W} )?(?:cards?|flyers?|brochures?|leaflets?)
    fill(?:s|ing)? (?:up )?our (?:{W} )?(?:schedule|calendar|slots|books|roster)
    (?:steady|regular|constant) (?:flow|stream|supply|pipeline)
    (?:new|more|extra|your|their|send|of|the) business
    (?:the|all the|those|your) new (?:patients?|clients?|members?)
    (?:your|one of your|any of your|a|each of your|the|every one of your) (?:{W} ){0,2}(?:patients?|clients?|
        pts?) (?:has |have |who |that |actually ){0,2}{JOINS}
    (?:someone|somebody|anyone|everyone|a person|a patient|a client) (?:from|in|at) your {W} {JOINS}
    thinking of us
    you and your (?:friend|buddy|guest|colleague|co-?worker|neighbou?r)
    (?:thanks|thank you|grateful|appreciate) (?:for )?(?:all |all of )?(?:the|your|those|these) (?:{W} )?(?:patients|
        clients|people)(?!')
    (?:warm )?hand-?offs?
    keeping us (?:in mind|busy)
    keep us (?:busy|in mind|full)
    support of our (?:{W} )?(?:practice|business|program)
    for your (?:continued |ongoing |loyal |generous |recent )?(?:business|loyalty|patronage|partnership)
    introduc(?:e|es|ing) (?:us|our)
""")

#: A client counted as one head: `per patient`, `for every new intake`.
PER_HEAD: Final = phrases(r"""
    (?:per|for each|for every|for any|each|every|for the first|for the next|for your next|for your first|
        for all)[ -](?:{W} ){0,3}?(?:patients?|pts?|clients?|heads?|referrals?|referr?ed {W}|intakes?|leads?|
        introductions?|evals?|evaluations?|names?|friends?|sign-?ups?|enrol?lments?|bookings?|neighbou?rs?|
        conversions?|recruits?|bod(?:y|ies)|prospects?|hand-?offs?)
    (?:per|each|every) (?:{W} )?(?:knee|hip|shoulder|back|case|chart)
    (?:per|for each|for every) (?:{NUMBER}|\d+) {PERSON}
    / ?(?:{W} )?(?:patients?|pts?|clients?|heads?|referrals?|ref|intakes?|leads?|evals?|sign-?ups?|friends?)
    (?:for|per|each|every) ?(?:each |every )?(?:person|one|somebody|someone|everyone|anyone|customer|member) (?:that |
        who |whom )?(?:you (?:{W} )?{SENDING}|they (?:{W} )?{SENDING}|{JOINS})
    (?:each|every|per) (?:scheduled|booked|completed|kept|new|qualified|closed|paid) {W}
    (?:each|every|any) {W} (?:that|who|which) (?:turns into|leads to|results in|converts|becomes|brings)
    per[- ]?(?:patient|referral|head|client|lead|capita)
    (?:each time|every time|whenever) (?:{W} ){0,5}?(?:patients?|clients?|someone|{JOINS})
    (?:next|first|second|third|fourth|fifth|tenth|\d+(?:st|nd|rd|th)?|{NUMBER}) (?:new |more |additional |
        extra )?(?:referrals?|patients?|clients?|pts?|intakes?|leads?|sign-?ups?)
""")

#: One client beside a sum: `$20 a client`.
A_HEAD: Final = phrases(r"""
    (?:an?|x|for (?:an?|your)) (?:{W} ){0,2}?(?:patients?|pts?|clients?|heads?|referrals?|intakes?|leads?|
        introductions?|evals?|evaluations?|names?|friends?|sign-?ups?|bookings?|recruits?|knee|hip|shoulder)
""")
