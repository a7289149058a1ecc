"""How the vocabulary is written.

A phrase is one line; blanks match one blank; a line that ends in `|` goes on in the next. Upper-case names in
braces stand for the small lists at the top.
"""

import re
from typing import Final

_W: Final = r"[\w'-]{1,24}"
_NUMBER: Final = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    "seventy|eighty|ninety|a? ?hundred|thousand)"
)
SUM: Final = (
    r"(?:(?:us)?\$ ?\d[\d,.]*k?|\d[\d,.]* ?(?:\$|usd|dollars?|bucks?)|"
    rf"{_NUMBER}(?:[- ]{_NUMBER}){{0,3}}[- ]?(?:usd|dollars?|bucks?)|€ ?\d[\d,.]*|£ ?\d[\d,.]*|\${{2,9}})"
)
_PERSON: Final = (
    "(?:patients?|pts?|clients?|customers?|members?|people|persons?|someone|somebody|anyone|anybody|everyone|"
    "everybody|folks|individuals?|enrollees?|family members?|friends?|neighbou?rs?|co-?workers?|"
    "colleagues?|business|cases?|leads?|heads?|"
    "names?|ones?|referrals?|bod(?:y|ies)|prospects?|athletes?|seniors?)"
)
_FEW: Final = (
    rf"(?:us|me|in|over|along|a|an|the|your|their|his|her|some|any|more|another|new|next|first|second|third|fourth|"
    rf"fifth|tenth|\d+|{_NUMBER}|few|couple|pair|handful|of|most|enough|every|each|all|these|those|their|our|just|"
    rf"even|"
    "only|at least|good|qualified|steady|stream|flow|number|regular|additional|post-[a-z]{1,12})"
)
_SENDING: Final = (
    "(?:send|sends|sending|sent|steer|steers|steering|direct|directs|directing|directed|funnel|funnels|funneling|"
    "funneled|channel|route|routes|routing|bring|brings|bringing|brought|push|pushing|nudge|share|shared|sharing|"
    "pass|passing|forward|forwarding|drive|driving|deliver|point|pointing|introduce|introduces|introducing|"
    "introduced|"
    "recommend|recommends|recommending|recommended|supply|provide|give us|hand us|get us|refer|transfer)"
)
REFER: Final = r"re ?-?f+e?r+(?:er)?(?:s|ed|d|ing|r?als?|els?|ral'?s)?"
_OFFICE: Final = (
    "(?:offices?|staff|teams?|staffers?|employees?|crew|front[- ]desk(?: \\w+)?|practices?|clinics?|nurses?|"
    "receptionists?|mas|ma|medical assistants?|assistants?|schedulers?|coordinators?|office managers?|managers?|"
    "docs?|"
    "doctors?|drs?|physicians?|surgeons?|chiropractors?|chiros?|providers?|practitioners?|pts|physical therapists?|"
    "therapists?|podiatrists?|dentists?|orthopedists?|internists?|cardiologists?|partners?|referrers?|"
    "colleagues|department|group|"
    "referral (?:sources?|partners?|coordinators?)|np|nps|pa|pas|clinicians?|pharmacists?|dietitians?|trainers?)"
)
_TO: Final = (
    "(?:(?:your|the|our|any|all|every|each|these|those|referring|partner|top|local|area|loyal|whole|entire|favorite|"
    "busy|hard-?working|wonderful|great|amazing|front|office|medical|clinical|nursing|doctor's|own|a member of|"
    "members of|one of|everyone (?:in|at|on)|everybody (?:in|at|on)|at|of) ){1,5}"
)
_SERVICE: Final = (
    "(?:sessions?|training|trainings|memberships?|assessments?|evaluations?|evals?|class(?:es)?|massages?|"
    "pass(?:es)?|"
    "months?|weeks?|year|visits?|consults?|consultations?|tests?|screenings?|programs?|packages?|gym|workouts?|"
    "coaching|treatments?|services?|lessons?|gait analysis|yoga|pilates|body composition|work-?outs|trials?|"
    "personal training|tune-?ups?|check-?ups?|access|use of)"
)
#: What an office pays for by itself: to take that cost over is a payment.
_THING: Final = (
    "(?:newsletter|website|software|subscription|equipment|furniture|supplies|scales?|printers?|"
    "computers?|laptops?|tablets?|"
    "(?:exam|treatment|massage) tables?|chairs?|(?:coffee|espresso) machine|waiting room|lobby|signage|"
    "uniforms?|scrubs|"
    "staff member|receptionist|assistant|aides?|scribe|nurse|billing|bookkeeping|cleaning|(?:office|exam) space|"
    "rent|lease|salar(?:y|ies)|wages|tuition|registration|conference|congress|travel|hotel|airfare|dues|"
    "licen[sc]es?|license fees?|malpractice|advertising|ads|phone bills?|internet|(?:ce|cme|ceu|continuing education)"
    "(?: (?:fees?|costs?|credits?|hours|courses?|classes|money))?)"
)
_LISTS: Final = {
    "W": _W,
    "NUMBER": _NUMBER,
    "MONEY": SUM,
    "PERSON": _PERSON,
    "FEW": _FEW,
    "SENDING": _SENDING,
    "REFER": REFER,
    "OFFICE": _OFFICE,
    "TO": _TO,
    "SERVICE": _SERVICE,
    "HANDLE": "venmo|paypal|zelle|cash ?app|apple pay|google pay|bank (?:details|account)",
    "STEADY": "(?:steady|regular|constant|reliable|healthy|good|nice|decent)",
    "DOCUMENT": "(?:reports?|notes?|forms?|limits?|records?|letters?|results|findings|labs?|copy|copies|"
    "list|lists|numbers|"
    "dates?|updates?|calls?|email|message|fax|word|feedback|precautions|clearance|release|summary|line|data|pages?|"
    "questions?|thoughts|ideas?|order|orders|prescription|moment|minute|chance)",
    "THING": _THING,
    "YEARNED": "(?:fees?|revenues?|sales?|packages?|price|collections?|profits?|proceeds|billings?|income|"
    "payments?|bills?|"
    "purchases?|spend|spends|pay|pays|receipts|earnings|take|first month|tuition|membership)",
    "BRAND": "(?:starbucks|amazon|target|walmart|dunkin'?|costco|apple|uber|"
    "panera|chipotle|sephora|itunes|google play|best buy|whole foods|trader joe'?s|home depot|lululemon|nike|"
    "doordash|grubhub|shell|exxon|venmo|paypal|tj maxx|macy'?s|nordstrom|kroger|safeway|subway|mcdonald'?s|peet'?s|"
    "olive garden|cheesecake factory|etsy|ebay|netflix|spotify|sam's club|cvs|walgreens|ulta)",
    "JOINS": "(?:enrol(?:l?s|l|led|ling)?|joins?|joined|signs?(?: up| on)?|signed(?: up| on)?|books?|booked|starts?|"
    "started|completes?|completed|buys?|bought|becomes?|became|finish(?:es|ed)?|converts?|shows? up|comes? in|"
    "schedules?|scheduled|registers?|attends?|walks? in|comes? (?:over|through|our way)|purchases?|commits?)",
}


#: Phrases begin and end at word borders.
_START: Final = r"(?:(?<!\w)|(?=\W))(?:"
_END: Final = r")(?!\w)"
#: A line that ends in `|` goes on in the next.
_CONTINUED = re.compile(r"\|\n +")


def union(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern that finds whether any of several would find something, in one go over the text."""
    phrased = [p.pattern[len(_START) : -len(_END)] for p in patterns if p.pattern.startswith(_START)]
    others = [f"|(?:{p.pattern})" for p in patterns if not p.pattern.startswith(_START)]
    return re.compile(_START + "|".join(phrased) + _END + "".join(others))


def phrases(lines: str) -> re.Pattern[str]:
    """One pattern that finds any of the phrases, at word borders."""
    text = "|".join(line.strip() for line in _CONTINUED.sub("|", lines).strip().splitlines() if line.strip())
    for name, words in _LISTS.items():
        text = text.replace("{" + name + "}", words)
    return re.compile(_START + text + _END)
