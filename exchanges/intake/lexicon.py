"""Words by what they say about a release or a price: English, general, few.

Names of the world are no part of this: they are in ``gazetteers``.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the words of a text, each once."""
    return frozenset(text.split())


# Release

RELEASE_VERBS = {
    form: lemma
    for lemma, forms in {
        "release": "release releases released releasing",
        "free": "free frees freed freeing",
        "liberate": "liberate liberates liberated liberating",
        "pardon": "pardon pardons pardoned pardoning",
        "amnesty": "amnestied",
        "repatriate": "repatriate repatriates repatriated repatriating",
        "swap": "swap swaps swapped swapping",
        "exchange": "exchange exchanges exchanged exchanging",
        "trade": "trade trades traded trading",
        "move": "returned returns sent sends transferred transfers deported",
        "commute": "commute commutes commuted commuting",
    }.items()
    for form in forms.split()
}
# Verb and particle, with up to three words of object between.
PHRASAL = {
    "allowed": ("let", ("leave", "return", "go", "fly")),
    **dict.fromkeys(("let", "lets", "letting"), ("let", ("go", "out", "off", "leave"))),
    **dict.fromkeys(("set", "sets", "setting"), ("set", ("free",))),
    **dict.fromkeys(("hand", "hands", "handed", "handing"), ("hand", ("over",))),
    **dict.fromkeys(("turn", "turns", "turned", "turning"), ("hand", ("over",))),
    **dict.fromkeys(("send", "sends", "sent", "sending"), ("send", ("home", "back"))),
    **dict.fromkeys(("bring", "brings", "brought"), ("bring", ("home",))),
}
# What people do who have been let go; it says so only of those known to be held.
DEPARTURES = words(
    "flying heading arriving landing landed arrived returned flown left departed "
    "reunited boarded arrives arrive "
    "returning crossed flew home headed touched walked walks emerged deported "
    "expelled flies fly travelling traveling transferred coming come came out "
    "free back"
)
RELEASE_NOUNS = words(
    "release releases freeing freedom liberation pardon pardons amnesty clemency "
    "repatriation releasing handover"
)
MERCY = words("clemency pardon pardons amnesty amnesties commutation freedom")
SWAP_NOUNS = words("swap swaps exchange exchanges trade")
EXCHANGE_PHRASES = (
    ("in", "exchange", "for"),
    ("in", "return", "for"),
    ("in", "a", "swap", "for"),
    ("in", "a", "trade", "for"),
    ("as", "the", "price", "of"),
    ("in", "exchange"),
    ("in", "return"),
    ("in", "turn"),
    ("in", "response"),
    ("as", "part", "of", "the", "deal"),
    ("as", "part", "of", "the", "exchange"),
    ("as", "part", "of", "the", "swap"),
    ("as", "part", "of", "a", "deal"),
    ("as", "part", "of", "the", "agreement"),
    ("under", "the", "deal"),
    ("under", "the", "agreement"),
)

# What stands before a verb and takes the deed back, or puts it off.

BE = words("be been being is are was were am gets got get getting 's 're")
NEGATIONS = words(
    "not never n't no without cannot neither nor refused refuses refuse refusing "
    "declined failed denied rejected rejects unless impossible instead"
)
FUTURE = words(
    "will would 'll shall plans planned agreed agrees agree promised promises "
    "pledged pledges vowed set due expected going ordered preparing prepares "
    "prepare scheduled announced undertook committed begin decision decided"
)
WISHES = words(
    "could might may should must can hope hopes hoped hoping urge urges urged "
    "urging call calls called calling demand demands demanded demanding seek "
    "seeks sought seeking want wants wanted ask asks asked asking press pressed "
    "presses pressing appeal appeals appealed pushing push pushed if until unless "
    "need needs needed trying tried efforts effort negotiate negotiating possible "
    "possibly potential proposed proposes propose proposal offer offered offers "
    "offering suggested campaign campaigned condition conditions conditional "
    "pressure working work lobbied lobby immediate insists insisted secure "
    "proposing consider considering considered bid refuses hinted discuss "
    "discussed discussing delay delayed prospects prospect likely requested "
    "request before wish wishes aim aimed aimed intended require required "
    "requires supposed welcome"
)

# People

CAPTIVE_NOUNS = words(
    "prisoner prisoners inmate inmates detainee detainees hostage hostages "
    "captive captives convict convicts pow pows internee internees abductee "
    "abductees deportee deportees convict"
)
PEOPLE_NOUNS = CAPTIVE_NOUNS | words(
    "soldier soldiers serviceman servicemen servicewoman fighter fighters "
    "militant militants jihadist jihadists insurgent insurgents rebel rebels "
    "commander commanders citizen citizens national nationals migrant migrants "
    "dissident dissidents activist activists journalist journalists reporter "
    "reporters priest priests pastor pastors nun nuns missionary missionaries "
    "worker workers businessman businessmen businesswoman diplomat diplomats "
    "teacher teachers student students tourist tourists engineer engineers sailor "
    "sailors crewman crewmen crew fisherman fishermen politician politicians "
    "figure figures lawyer lawyers doctor doctors people persons person man men "
    "woman women child children minor minors civilian civilians foreigner "
    "foreigners girl girls schoolgirl schoolgirls boy boys agent agents spy spies "
    "unionist unionists protester protesters demonstrator demonstrators executive "
    "executives marine marines officer officers troops personnel contractor "
    "contractors scholar scholars academic academics researcher researchers "
    "professor scientist scientists leader leaders member members opponent "
    "opponents critic critics blogger bloggers writer poet artist musician "
    "ballerina dancer athlete player pilot pilots traveller travellers traveler "
    "travelers hacker hackers smuggler trafficker dealer lawmaker lawmakers "
    "banker relative resident residents villagers villager monk monks bishop "
    "bishops photographer photographers cameraman aide ally allies suspect "
    "suspects defendant offenders offender fugitive veteran seafarer seafarers "
    "seaman seamen mercenary mercenaries policeman policemen peacekeeper "
    "peacekeepers nurse nurses refugees settler conscripts conscript defender "
    "defenders individuals individual pensioners couple pair duo trio guards "
    "medic"
)
SINGULAR_EXCEPTIONS = words(
    "people men women children servicemen businessmen crewmen fishermen seamen "
    "troops personnel schoolgirls policemen crew"
)
# Words within a noun phrase about people, besides adjectives, nouns and numbers.
MODIFIERS = words(
    "jailed detained imprisoned freed released held captured wounded remaining "
    "living political other former convicted accused wanted opposition female "
    "male foreign young elderly sick ill own unjustly wrongfully unidentified "
    "unnamed all new more further such prominent senior many additional surviving "
    "abducted kidnapped deported sentenced suspected"
)
CAPTIVE_WORDS = CAPTIVE_NOUNS | words(
    "jailed detained imprisoned held captured convicted sentenced abducted "
    "kidnapped arrested prison prisons jail jails custody captivity detention "
    "imprisonment cell colony camp incarcerated behind bars furlough hostage swap "
    "amnesty pardoned"
)
HOLDING_VERBS = words(
    "jailed detained imprisoned held captured convicted sentenced abducted "
    "kidnapped arrested seized incarcerated"
)
PRISON_WORDS = words(
    "prison prisons jail jails custody captivity detention cell cells colony camp "
    "imprisonment dungeon"
)
REMAINS = words("bodies body remains dead corpses corpse ashes deceased coffins")
NOT_PEOPLE = words(
    "film movie song album single oil crude barrels data report video statement "
    "product game phone software version update funds assets money files "
    "documents figures trailer book players player footballers clause"
)

# Persons and offices

OFFICES = words(
    "president premier chancellor king queen prince emir sultan minister "
    "secretary spokesman spokeswoman spokesperson ambassador envoy representative "
    "adviser advisor director chief head governor senator congressman "
    "congresswoman mp lawmaker speaker general judge prosecutor commissioner "
    "chairman chair cardinal pope archbishop nuncio official attorney negotiator "
    "mediator delegate consul deputy ayatollah vice"
)
TITLES = OFFICES | words(
    "mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. gen gen. lt lt. col "
    "col. capt capt. sgt sgt. maj maj. prof prof. sir lord lady dame sheikh "
    "father sister brother rev rev. prime foreign defense defence interior "
    "justice vice deputy senior state national security special presidential u.n. "
    "chief acting former then-u.s. homeland finance ex-president then-president "
    "crown supreme first hostage affairs press white house reporter journalist "
    "pastor marine captain lieutenant colonel major sergeant admiral brigadier "
    "corporal private nobel peace prize laureate coach star basketball chairman "
    "professor doctor analyst labour conservative tory republican democratic "
    "democrat congressional party ceo executive staff"
)
NEGOTIATION = words(
    "negotiated negotiate negotiating negotiator negotiators envoy talks "
    "negotiations brokered talk"
)
MEDIATION = words(
    "arrange arranged coordinated co-ordinated mediate mediated mediator "
    "mediators mediation mediating brokered broker brokering go-between "
    "intermediary intermediaries facilitated facilitating facilitator facilitate "
    "hosted mediators"
)
ORGANISATION_WORDS = words(
    "ministry department agency council court committee commission party group "
    "news post times journal press radio television tv channel centre center "
    "house university airport bank street union organization organisation "
    "association foundation institute church army navy force forces police corps "
    "front movement office bureau service services company international reserve "
    "act treaty prize day war games league club fc united city square road bridge "
    "crossing base island islands river sea ocean province state district county "
    "region street park hotel hospital prison jail embassy parliament congress "
    "senate assembly cabinet administration government standard today daily "
    "weekly gazette tribune herald observer guardian telegraph independent "
    "reuters bloomberg watch rights amnesty human cross crescent society network "
    "plan strategic world week section east west north south middle media "
    "brotherhood jihad affairs europe africa asia latin summit agreement accord "
    "pact deal protocol convention constitution constitutional headquarters "
    "treatment independence easter christmas ramadan jubilee eid orthodox "
    "republic kingdom federation palace wall security coordinating military "
    "tribunal correctional magazine review express monitor bulletin wire services"
)
# Capitalised at the beginning of a sentence, and no name.
FUNCTION_WORDS = words(
    "the a an this that these those he she it they we i you his her its their our "
    "my your in on at by for from with to of as after before since until while "
    "when where who whom whose which what why how and but or nor so yet if "
    "although though because however meanwhile earlier later last next both all "
    "some many most several among including under over between against during "
    "through about into out up down off there here then now also only just no not "
    "none neither one two three four five six seven eight nine ten hundreds "
    "thousands dozens photo file image read more follow published updated news "
    "breaking still even once another other each every any despite without within "
    "across along according such according officials reports negotiations "
    "prisoners mr mrs ms asked speaking announcing former according senior "
    "relatives"
)
PARTICLES = words(
    "al el bin ibn bint de da di del dos van von der den la le abu ben du ter e y"
)
DENIED_LINKS = (
    "not connected",
    "no connection",
    "not linked",
    "no link",
    "unrelated",
    "not a swap",
    "not an exchange",
    "not part of",
)
SAY_VERBS = words(
    "said says say saying told tells announced announces confirmed confirms "
    "reported reports wrote writes tweeted stated added adds according claimed "
    "claims posted declared noted told"
)
SPEECH_ACTS = words("announced announces confirmed confirms reported reports")
BACKGROUND = (
    "earlier this year",
    "last year",
    "previously",
    "in the past",
    "earlier release",
    "an earlier",
    "in the first",
    "in the earlier",
    "in the previous",
    "the first exchange",
    "so far",
    "since december",
    "had already",
    "already brought",
    "in a previous",
    "to date",
    "up to now",
    "in all",
)
