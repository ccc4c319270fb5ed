"""Words of the names of organisations by their stems, in several languages.

A line is an English word and the stems that mean it in Russian, Belarusian, Ukrainian,
Polish, German, French or Spanish, in the form of ``stem_form``: folded to Latin
letters, with i for y and h for kh. A word has the meaning of the longest stem that it
begins with, so that endings of case and gender need no entry. An English word that is
declined in English (systems, technologies) is its own stem.

Source:
    Dictionary knowledge of the vocabulary of industry and administration; which fields
    occur was seen in the EU annexes on Belarus and Russia.
"""

from __future__ import annotations

LEAST_STEM = 4  # letters
MOST_ENDING = 9  # letters after a stem

_STEMS = """
academy: akademi akadem academi
accumulator: akkumuliator
administration: administrat administrac administratsi
aerospace: aerokosmich aerakasmich
agency: agents agenc
agrarian: agrarn
agricultural: selskohoz selskagasp silskohospod
aircraft: samolet samalet samoliot aviastroit
airline: aviakompan aviiakompan avikampan airlines aerolin
airport: aeroport aeraport
all russian: vserossiisk vserossisk
ammunition: boepripas boieprip
analysis: analitich analiz
antenna: antenn
apparatus: apparat
arms: oruzhei oruzhein zbroi zbrain
army: armii armiia voisk
arsenal: arsenal
artillery: artilleri
association: obedinen obiedinen obiedinien abiadnan obiednan associat assotsiat
    asatsiiats
atomic: atomn
automation: avtomatik avtomatizats avtomatizac autamatik avtamatiz automatizac
automobile: avtomobil avtamabil autamabil avtozavod automotiv
autonomous: avtonomn avtanomn
aviation: aviats aviiats aviacion aviatsiin
bank: banka banku bankov
battalion: batalon batalion
battery: batarei
bearing: podshipnik padshipnik
belarusian: belorussk belorussian belarussk belaruskai belaruskii belaruskah belaruskae
    belaruskag belarusian bielorus beliorus bilorusk
biological: biolog biialagich
brigade: brigad
budgetary: biudzhet
building: stroeni stroien budavnits budivnits
bureau: biuro
cable: kabel
capital: kapital
cartridge: patronn
casting: litein litien
center: tsentr centr tsentar
central: tsentraln centraln
chamber: palat
chemical: himich himiches himicheskii himichn
chemistry: himii himiia
children: detsk dziatsiach
city: gorodsk garadsk miskii
civil: grazhdansk gramadziansk tsiviln
coal: ugoln uglia
combine: kombinat kambinat
commercial: kommerch kamiertsi komertsiin
commission: komissi kamisi komisi
committee: komitet kamitet komitiet
communication: sviazi sviaz suviaz zviazk telekommunik
company: kompan kampan companie compania compagnie
complex: kompleks kampleks
component: komponent kampanent
concern: kontsern koncern kantsern
construction: stroitel stroiteln budavnich
control: kontrol
cooperation: sotrudnich supratsou
corporation: korporats korporac karparats
credit: kredit
cultural: kulturn
cybernetics: kibernet
defence: oboron abaron defens
design: konstruktor kanstruktar proektn praektn
development: razvit razvic rozvitk razrabotk raspratsou
device: ustroist pristroi
diamond: almaz
diesel: dizel dizeln
digital: tsifrov lichbav tsifrovi
diplomatic: diplomat
direction: direkts
directorate: direktsi
distillery: likerovod
economy: ekonomik
education: obrazovan adukats osvit
educational: obrazovateln uchebn
election: vibarch izbirateln viborch
electric: elektrich elektrichn elektrotehnich elektratehnich electrotech
electromechanical: elektromehan elektramehan
electronic: elektronn elektron elektronik
electronics: elektroniki elektronika
energy: energeti energet enierget enerho
engine: dvigatel ruhavik ruhavik dvihun
engineering: inzhenern inzhiniring inzhiniering
enterprise: predpriiat pradpriem pidpriem pradpriiemst pidpriiemst
equipment: oborudovan abstaliavan obladnan
exhibition: vistavoch vistavk
experimental: eksperiment doslidn opitn
explosive: vzrivchat
export: eksport
factory: fabrik
federal: federaln
federation: federats
financial: finansov
firm: firma firmi
fleet: flota flotu
food: prodovol pishchev harchov
foreign: inostrann zamezhn vneshnepolit
forge: kuznechn kavalsk
forest: lesn lesoz
foundation: fundats
freight: gruzov
fuel: topliv paliv
fund: fonda fondu
gas: gazov
general: generaln
geological: geolog
glass: stekol steklo
government: pravitelstv urad
group: grupp grupa gruppen groupe grupo
guard: gvard
gunpowder: poroh porahov
heat: teplo tsepla
heavy: tiazhel
helicopter: vertolet vertalet viartal vertalot
higher: vissh visheish
historical: istorich gistarichn
holding: holding holdin holdinh
holography: golograf galagraf
hospital: gospital shpital
hotel: gostinits gastsinits gasciniciza
house: doma
humanitarian: gumanitar
import: import
independent: nezavisim
industrial: industrialn promishlen pramislov promislov industriell industriel
industry: industri promishlennost pramislovasts promislovist
information: informats infarmats informac
innovation: innovats innavats
institute: institut instit
institution: uchrezhden ustanov
instrument: pribor pribar prilad priborostroit priborostroen
insurance: strahov strahavan
integrated: integrirovan integravan
international: mezhdunarod mizhnarod mizhnar
investment: investits investic
iron: zhelezn
joint: sovmest sumesn
laboratory: laborator labaratori
laser: lazern
law: pravov
legal: iuridich
light: legk
logistics: logisti lagisti lohisti logistik
machine: mashin
machinebuilding: mashinostro mashinabud mashinobud maschinenbau
main: glavn galovn holovn halovn
management: upravliaiush upravlen kiruiuch keruiuch kiruiuc upravlin kiravan
manufacturing: proizvodiash
marine: morsk marsk
market: rinok rink
material: materialov materiali matierial
mathematical: matemat
means: sredstv srodk
measuring: izmeriteln izmeren vimiarav
mechanical: mehanich mehanicheskii miehanichn
mechanics: mehanik
media: mediia
medical: meditsin medich
metal: metalov metallov
metallurgical: metallurg metalurg
microelectronics: mikroelektron
military: voenn voenno vaenn viisk vaiskov voienn
mine: shaht rudnik
mining: gornorud gorno dobivaiush gornichn
ministry: minister
missile: raketn
mobile: mobiln
motor: motorn matorn
movement: dvizhen rukh
municipal: munitsip
museum: muze muzei
music: muzik
narcotic: narkot
national: natsional natsiianaln nacional
natural: prirodn
naval: voennomorsk
navigation: navigats navihats
network: setev
new: novii novaia
news: novost
nuclear: iadern iadzern
oil: neftian naftav naftov neft nafta petrole
office: ofis
optical: optich optiko optik
optomechanical: optikomehan
order: ordena ordenu
orthodox: pravoslav
paper: bumazhn bumag papier
park: parka
party: parti
peoples: narodn narodni
petrochemical: neftehim naftahim neftiehim
pharmaceutical: farmatsev
physical: fizich fizik fiziko
physics: fiziki
pipe: trubn truboprok
pipeline: truboprovod truboprav
plant: zavod zavad werk fabrik factori usine zaklad
plastic: plastmass
police: polits milits
political: politich
polymer: polimer
port: porta porto
potash: kaliin
power: elektrostants energosist
precision: pretsizion tochn dakladn
president: prezident
press: presso
printing: pechatn poligraf
private: chastn privatn
processing: pererabat pererabotk pierapratsou
production: proizvod vitvorch virobnich virobn vitvorchaie
program: programm prahram
protection: zashchit zashit abaron
public: obshchestven obshestven gramadsk hromadsk
publishing: izdateln vidavets
radar: radiolokats radialakats
radio: radio radie
radioelectronic: radioelektron radieelektr radioelectron
radiotechnical: radiotehn radietehn
railway: zheleznodoro zheleznodorozh chigunach zaliznich
refinery: pererabativaiush neftepererabat naftapererapr
region: oblast oblasn
regional: regionaln oblastn ablasn
repair: remont ramont remontn
republic: respublik respubliki
republican: respublikansk
research: issledovat daslied dasled doslid issledovan
reserve: zapoved
resource: resurs
road: dorozhn
robot: robototeh
rocket: rakietn
rubber: rezin shin
russian: rossii rosii rossiisk rasiisk rasiiskii russk
safety: besopas
salt: solian
school: shkol
science: nauki
scientific: nauchn navukov naukov navuch nauchno
seaport: morport
security: bezopasn biaspek bezpek
service: servis sluzhb
ship: sudov
shipbuilding: sudostroit korablestroit sudnabud
shipping: sudohod sudnahod
shiprepair: sudoremont
shipyard: verf
society: obshchestv
software: programmn pragramn
solid: tverdotop
southern: iuzhn
space: kosmich kasmich kosmos
special: spetsialn spetsial spetsializ
specialized: spetsializirovan
sport: sportivn sportu
standard: standartiz
state: gosudarst dziarzhav derzhavn dzarzhav
station: stants
steel: staliei stalelit staleliv
structure: struktur
supply: postavk snabzhen zabespiach
support: podderzhk
survey: izvskat
system: sistem
tax: nalogov
technical: tehnich tehnicheskii tiehnich technisch techniczn tecnic
technological: tehnologich tehnalagich technologicz tiehnalag
technology: tehnolog tehnalog technolog
telecommunication: telekomunik telekom
telephone: telefon
television: televi televid telebach
test: ispitat viprabav vipribuv
textile: tekstiln
theatre: teatr
thermal: teplov teplotehn
titan: titanov
tobacco: tabach tabachn titunev tiutiun
tool: instrumentaln
trade: torgov gandlev handlev torhov vneshnetorg handel
trading: torgovi
training: trenirovoch podgotovk
transport: transportn
tractor: traktor traktar tiagach tsiagach
union: soiuz saiuz
unitary: unitarn
united: obedinenn obiedinenn abiadnan
university: universit univiersit
unmanned: bespilot biespilot bezpilot
ural: uralsk
vehicle: avtotransport
venture: ventchur venchurn
vessel: sudno
water: vodn
weapon: oruzhi ozbroi
wheel: kolesn kolavih kolav koliesn
wholesale: optov
wood: drevesin dzerav
wooden: dereviann derevoobrab drevaaprats
work: rabot
works: works
workshop: tsekh
world: mirov susvet
youth: molodezh moladz molod
"""


def stem_form(word: str) -> str:
    """Bring a folded word to the form in which stems are written."""
    return word.replace("y", "i").replace("kh", "h").replace("x", "ks")


def _by_stem() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _STEMS.strip().replace("\n   ", "").splitlines():
        english, _, stems = line.partition(":")
        for stem in stems.split():
            found.setdefault(stem, english)
    return found


MEANINGS = _by_stem()
_LENGTHS = sorted({len(stem) for stem in MEANINGS}, reverse=True)


def meaning(word: str) -> str | None:
    """Give the English for a word of an organisation's name, None if unknown."""
    form = stem_form(word)
    for length in _LENGTHS:
        if length <= len(form) <= length + MOST_ENDING and form[:length] in MEANINGS:
            return MEANINGS[form[:length]]
    return None
