"""Words inside names that mean the same: given names, legal forms, translated words.

All are in the form that ``transliteration.fold`` gives. A line lists equals; the first
word of a line stands for the others.
"""

from __future__ import annotations

from collections import defaultdict

# Given names of one saint or prophet, as persons and their listings use them side by
# side. Spellings that differ only in vowels or in a rule of ``names`` need no entry.
# Source: BGN/PCGN and official Belarusian and Ukrainian forms; forms in the Latin
# alphabet from the names of detainees in seeds/ and of the OFAC and EU lists.
_GIVEN_NAMES = """
aleksandr aleksander alexander alexandre alexandr aliaksandr alyaksandr oleksandr ales
    alex sasha sandro iskander iskandar oleksander aliaksander alieksandr alesandr
aleksandra alexandra aliaksandra oleksandra alesia alesya
aleksei alexei alexey aleksey aliaksei aliaksey alyaksei alyaksey oleksii oleksiy
    aleksej aleksiej
andrei andrey andrzej andzhey andzej andriy andrii andrew andreas andre andrej andrus
    andrea andres
anna hanna ganna hannah ania anne
anton antoni antony anthony antonio antanas antoine
artem artsiom artsem artyom artiom artsyom
boris barys borys
valentin valiantsin valyantsin valentyn
vasili vasily vasil vasyl vasiliy vasilii basil wasyl
viktor victor wiktor viktar
vitali vitaly vital vitalii vitaliy vitalij
vladimir uladzimir uladzimer volodymyr wladimir vladimer wlodzimierz valodzimir
    valadzimir
vladislav uladzislau wladyslaw vladyslav vladzislav
georgi georgy georgiy georgii george heorhiy heorhii georg jorge yury yuri yuriy iuri
    yurii yuras juri jury jerzy giorgi heorhi hiorhi
grigori grigory grigoriy ryhor hryhoriy hryhorii gregory grzegorz grigoris ryhoravich
daniil danila daniel danylo danil
dmitri dmitry dmitriy dmitrii dzmitry zmitser dmytro dimitri dimitry dzimitry dmitrij
yevgeni yevgeny evgeny evgeni evgeniy evgenii yauhen yauheni iauhen yevhen yevhenii
    eugene eugen yevgeniy yauhenii jevgeni jevhen yavgen yavgeniy
yekaterina ekaterina katsiaryna katsyaryna kateryna catherine katarina katerina
    katarzyna
yelena elena alena olena helena helen
ivan ian yan jan john dzhon johan johannes juan jean giovanni ioann yohannes
igor ihar ihor igar
ilya illia elias ilyas elijah illya
iosif joseph yosif josef jozef yosyp yusuf yousef youssef yusef jose osip yazep iosip
kirill kiryl kyrylo cyril kiril
konstantin kanstantsin kastus kostiantyn kostyantyn constantine constantin kanstancin
leonid leanid
maksim maxim maksym max maksymilian
maria mariya maryia marya mary marie mariia maryja miriam maryam
mikhail michael mikhas mykhailo mihail michal miguel michel mikhailo mykhaylo mikail
    mihal
    mikhal mike
nikolai nikolay mikalai mikalay mikola mykola nicholas nicolas mikolaj nicolae nikola
    nikolaj mikolai mikalaj
natalia natallia natalya natalie nataliia nataliya natallya
oleg aleh oleh alieh
olga volha olha volga
pavel pavlo paval paul pablo paulo paval pawel
pyotr petr piotr petro peter piatro pedro pierre petar pyatro piatr
roman raman
sergei sergey siarhei siarhey serhii serhiy sergio sergiy sergii syarhey syargey serge
    siargei sergej syargei siarhiej
stanislav stanislau stanislaw
stepan stsiapan stefan stephen steven stephan esteban stsyapan
tatiana tatyana tatsiana tatsyana tetiana tetyana
timofei tsimafei tymofiy timothy timofey tsimafey
fyodor fiodar fedir theodore teodor fedor fyodar
anastasiya anastasia anastassia nasta nastassia nastassya nastasya
christopher chris kristof krzysztof
henry henrykh henryk heinrich genrikh henrikh
yury yuri yuriy yurii iuri yuras juras youras juri
yaroslav yaraslau jaroslav jaroslaw yaraslav iaroslav
yakov yakau jacob jakub yakub james yaakov
vyacheslav viachaslau viacheslav vyachaslau wieslaw viachaslav vyachaslav
william bill guillermo guillaume wilhelm
robert bob roberto
richard rick ricardo ryszard
thomas tom tomas tomasz
charles carlos karl karol carl
edward eduard ed eduardo edvard
joshua josh
matthew matt matei mateusz matvei matsvei
benjamin ben veniamin
muhammad mohammed mohammad mohamed mohamad muhammed mahomed magomed mukhammad muhamad
    mohd mehmet mamadou
ahmad ahmed akhmed akhmad ahmet
husayn hussein hussain husain hossein husein husseyn khusein
hasan hassan khasan
umar omar omer umer
uthman othman usman osman
ali aly
yunis younis yunus younes
ibrahim abraham ebrahim avraham ibragim
sulayman suleiman solomon soleyman suleyman sulaiman
musa moussa moses moshe mousa
dawud david daoud dawood davud davyd dovid
isa eisa issa
"""

# One sign for all forms of one kind, so that OJSC, OAO and the Belarusian AAT meet.
# Source: the forms printed in the EU annexes on Belarus and Russia and by OFAC.
_LEGAL_FORMS = """
ao oao zao pao jsc ojsc pjsc cjsc aat zat pat ag sa plc corp corporation inc
    incorporated
    oaozao nao
fsue fgup fsup
ooo llc ltd limited gmbh srl taa tda lc tov zoo
up unitary rup chup rpup pup npup dup kup uo chtup ue
"""
_LEGAL_PHRASES = """
ao: joint stock company
ao: open joint stock company
ao: closed joint stock company
ao: public joint stock company
ao: otkrytoe aktsionernoe obshchestvo
ao: otkrytoye aktsionernoye obshchestvo
ao: zakrytoe aktsionernoe obshchestvo
ao: zakrytoye aktsionernoye obshchestvo
ao: publichnoe aktsionernoe obshchestvo
ao: publichnoye aktsionernoye obshchestvo
ao: aktsionernoe obshchestvo
ao: aktsionernoye obshchestvo
ao: adkrytae aktsyyanernae tavarystva
ao: adkrytae aktsyyanernaye tavarystva
ao: zakrytae aktsyyanernae tavarystva
ao: aktsyyanernae tavarystva
ao: vidkryte aktsionerne tovarystvo
ao: aktsionerne tovarystvo
ao: aktiengesellschaft
ooo: gesellschaft mit beschrankter haftung
ooo: societate cu raspundere limitata
ooo: societatea cu raspundere limitata
ooo: spolka z ograniczona odpowiedzialnoscia
ooo: sp z o o
ooo: societe a responsabilite limitee
ooo: sociedad de responsabilidad limitada
ao: societe anonyme
ao: sociedad anonima
ao: s p a
ooo: limited liability company
ooo: obshchestvo s ogranichennoy otvetstvennostyu
ooo: obshchestvo s ogranichennoi otvetstvennostyu
ooo: obshchestvo s ogranichennoi otvetstvennostiu
ooo: obshchestvo c ogranichennoy otvetstvennostyu
ooo: obschestvo s ogranichennoi otvetstvennostyu
ooo: obschestvo s ogranichennoy otvetstvennostyu
ooo: tavarystva z abmezhavanay adkaznastsyu
ooo: tovarystvo z obmezhenoyu vidpovidalnistyu
up: unitary enterprise
up: unitarnoe predpriyatie
up: unitarnoye predpriyatiye
up: unitarnae pradpryemstva
up: unitarne pidpryiemstvo
"""

# Bodies that are as often abbreviated as written out, after translation of their words.
_ABBREVIATIONS = """
npo: scientific production association
npo: scientific and production association
npo: research production association
npo: research and production association
npp: scientific production enterprise
npp: scientific and production enterprise
npp: research production enterprise
npp: research and production enterprise
nii: scientific research institute
nii: research institute
nii: research research institute
okb: experimental design bureau
skb: special design bureau
kb: design bureau
fsue: federal state up
"""

# Words of little weight: they say what kind of body or what kinship, never which one.
_PARTICLES = """
ao ooo up fsue ak co company companies fze fzc fzco dmcc pte llp lp bv nv spa joint
stock open closed public obshchestvo obschestvo tovarystvo respublikanskoe
the of and for named after imeni im s z i
al el bin ibn abu abd ud de la del di da du van von der bint ould ben
"""
PARTICLES = frozenset(_PARTICLES.split())

# Numbers in words and Roman figures; i, v and x are more often initials.
_NUMBERS = """
1 one
2 ii two
3 iii three
4 iv four
5 five
6 vi six
7 vii seven
8 viii eight
9 ix nine
10 ten
11 xi eleven
12 xii twelve
"""

# Words of the names of organisations, translated or declined.
# Source: the EU annexes on Belarus and Russia, which print several languages.
_GLOSSARY = """
plant zavod zavoda zavody works factory fabrika
company kompaniya kompanii kampaniya kompania companies
holding kholding holdinh kholdynh kholdinga holdynhu khodinga holdings kholdynhu
    kholdyngu
    kholdynhs kholdings
management upravlyayushchaya kiruyuchaya keruyucha upravlenie kiruyuchay
research nauchno navukova naukovo issledovatelskiy issledovatelskii dasledchy
    issledovatelskoe issledovatelski issledovatelskaya issledovatelskoye dasledchae
scientific nauchnyi nauchnoe nauchnyy naukova nauchnaya navukovae
institute institut instytut instituta
production proizvodstvennoe proizvodstvennoye vytvorchae proizvodstvennyy proizvodstvo
    proizvodstvennaya vytvorcha vyrobnyche vyrobniche manufacturing
association obedinenie obyedinenie obyedineniye abyadnanne obedineniye obedinenye union
    abyadnanie obiedinenie
enterprise predpriyatie pradpryemstva pidpryiemstvo predpriyatiye pradpryemstvo
republican respublikanskoe respublikanskoye respublikanskae
center centre tsentr cntr
technical tekhnicheskiy tekhnichny tekhnicheskii tekhnicheski tekhnicheskaya
technology technologies tekhnologiya tekhnologii tekhnologiy tekhnologicheskiy
    technological
    tekhnologicheski
technologist tekhnik tekhniki
oil neft neftyanaya naftavaya neftyanoy petroleum
belarusian belorusskaya belorusskiy belaruskaya belaruski belarusskaya byelorussian
    belorussian belorusskii belorusskoye belarus belorusskoe belaruskae bilorusskiy
russian rossiyskaya rossiyskiy rossiiskaya russia rossiyskoy rossiyskoe rossii
minsk minskiy minski minskaya
moscow moskovskiy moskovskaya moskva moskovski
federal federalnoe federalnoye federalnyy federalnaya
electric elektrotekhnicheskiy elektrotekhnichny electrotechnical elektro elektricheskiy
    electrical
automobile avtomobilnyy autamabilny avtomobilnyi avto auto automotive
metallurgical metallurgicheskiy metalurgichny metallurgichny
mechanical mekhanicheskiy mekhanichny
tractor traktornyy traktarny
chemical khimicheskiy khimichny
potash kaliynaya kaliinaya kaliinaia
state gosudarstvennoe gosudarstvennoye dzyarzhaunae gosudarstvennyy dzyarzhaunaya
    gosudarstvennaya
department upravlenye upravlinnya
main glavnoe haloune glavnoye
military voennyy vaenny voennoye voyennyy
aviation aviatsionnyy aviyatsyyny aviatsionnaya aviatsyynaya
airline aviakompaniya airlines avia aviacompany aviyakampaniya
group gruppa hrupa grupp grup
design konstruktorskoe konstruktorskoye konstruktarskae
bureau byuro biuro
system systems sistemy sistem sistema
defence defense oborony abarony oborona
fund fond foundation
bank banka
instrument pribor priborostroeniya priborostroyeniya instruments
national natsionalnyy natsionalnaya natsyyanalny
international mezhdunarodnyy mezhdunarodnaya mizhnarodnyy
space kosmicheskiy kosmicheskaya
university universitet
trading torgovyy tarhovy trade
house dom
shipyard sudostroitelnyy shipbuilding
"""


def _equals(lines: str) -> list[list[str]]:
    """Split a list of equals; an indented line continues the one before."""
    groups: list[list[str]] = []
    for line in lines.strip().splitlines():
        if line.startswith(" "):
            groups[-1].extend(line.split())
        else:
            groups.append(line.split())
    return groups


def _first_of(lines: str) -> dict[str, str]:
    return {word: group[0] for group in _equals(lines) for word in group}


def _groups_of(lines: str) -> dict[str, tuple[str, ...]]:
    groups = defaultdict(list)
    for group in _equals(lines):
        for word in group:
            groups[word].append(group[0])
    return {word: tuple(heads) for word, heads in groups.items()}


def _phrases(lines: str) -> dict[tuple[str, ...], str]:
    pairs = (line.split(":") for line in lines.strip().splitlines())
    return {tuple(phrase.split()): head for head, phrase in pairs}


GIVEN_NAMES = _groups_of(_GIVEN_NAMES)
TRANSLATIONS = {
    **_first_of(_GLOSSARY),
    **_first_of(_LEGAL_FORMS),
    **_first_of(_NUMBERS),
}
LEGAL_FORMS = frozenset(group[0] for group in _equals(_LEGAL_FORMS))
LEGAL_PHRASES = {
    **_phrases(_LEGAL_PHRASES),
    **{  # L.L.C., o.o.o.
        tuple(form): group[0]
        for group in _equals(_LEGAL_FORMS)
        for form in group
        if 3 <= len(form) <= 4
    },
}
ABBREVIATIONS = _phrases(_ABBREVIATIONS)
