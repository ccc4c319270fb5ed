# ruff: noqa: RUF001
# Cyrillic letters that look like Latin ones are what is tested.
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker import name_sounds, name_words, names

ONE_BEARER = [
    # English press, from the Belarusian and from the Russian spelling; Cyrillic as the
    # bearer's name is written in Belarusian, Russian and Ukrainian.
    ("Sergei Tikhanovsky", "Siarhei Tsikhanouski", "tass.com, wsj.com"),
    ("Сергей Тихановский", "Сяргей Ціханоўскі", "Russian, Belarusian"),
    ("Sergei Tikhanovsky", "Сяргей Ціханоўскі", "tass.com, Belarusian"),
    ("Siarhei Tsikhanouski", "Сергей Тихановский", "wsj.com, Russian"),
    ("Сергій Тихановський", "Siarhei Tsikhanouski", "Ukrainian, wsj.com"),
    ("Sviatlana Tsikhanouskaya", "Śviatłana Cichanoŭskaja", "English, łacinka"),
    ("Ales Bialiatski", "Алесь Беляцкий", "nobelprize.org, Russian"),
    ("Ales Bialiatski", "Аляксандр Бяляцкі", "nobelprize.org, Belarusian"),
    ("Ales Bialiatski", "Aleś Bialacki", "nobelprize.org, Polish press"),
    ("Ales Byalyatski", "Ales Belyatsky", "from Belarusian, from Russian"),
    ("Andrzej Poczobut", "Анджей Почобут", "tvn24.pl, Russian"),
    ("Andrzej Poczobut", "Андрэй Пачобут", "tvn24.pl, Belarusian"),
    ("Maryja Kalesnikawa", "Мария Колесникова", "Polish press, Russian"),
    ("Maria Kalesnikava", "Maria Kolesnikova", "from Belarusian, from Russian"),
    ("Wiktar Babaryka", "Виктор Бабарико", "Polish press, Russian"),
    ("Mikalai Statkevich", "Микола Статкевич", "from Belarusian, Ukrainian"),
    ("Nasta Loika", "Anastasiya Loika", "English press, both"),
    ("Andrzej Juchniewicz", "Andzej Yukhnevich", "Polish, from Belarusian"),
    # Specially Designated Nationals list of OFAC; numbers are its own.
    ("Lukashenka Alyaksandr Ryhorovich", "Lukashenko Alexander Grigoryevich", "9760"),
    ("Karpiankou Mikalai", "Karpenkov Nikolai", "31674"),
    ("RUSAKEVICH Uladzimir Vasilievich", "RUSAKEVICH Vladimir Vasilyevich", "10140"),
    ("Zubkou Siarhei Yaugenavich", "Zubkov Sergei Yevgenevich", "32211"),
    ("Hara Dzmitry Iurevich", "Gora Dmitry Yurievich", "32675"),
    ("DRYL Hleb Uladzimiravich", "Dril Gleb Vladimirovich", "32631"),
    ("Tselikavets Iryna Aliaksandrauna", "Tselikovec Irina Alexandrovna", "31948"),
    ("AL-QADHAFI Muammar", "GADDAFI Mu'ammar", "12606"),
    # Two of the five whom Iran let go in 2023: in Persian and in the English press.
    ("سیامک نمازی", "Siamak Namazi", "Persian, English"),
    ("Morad Tahbaz", "مراد طاهباز", "English, Persian"),
]
OTHER_BEARER = [
    # Two detainees, two ministers, brothers on one list, sister companies.
    ("Siarhei Tsikhanouski", "Sviatlana Tsikhanouskaya", "wsj"),
    ("Siarhei Tsikhanouski", "Siarhei Statkevich", "made up"),
    ("Lukashenko Alexander Grigoryevich", "LUKASHENKO Viktor Aliaksandravich", "OFAC"),
    ("AL-QADHAFI Saif al-Islam", "AL-QADHAFI Khamis", "OFAC 12608, 12607"),
    ("Alexander Lukashevich", "Alexander Lukashenko", "osce.org"),
    ("2566 Radioelectronic Armament Repair Plant", "558 Aviation Repair Plant", "OFAC"),
]
MEET = 0.85
APART = 0.75

any_name = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="абвгіўшщяьʼ'ABcdefkhsuouy -./1", max_size=30),
    st.lists(st.sampled_from([n for pair in ONE_BEARER for n in pair[:2]])).map(
        " ".join
    ),
)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Siarhei Tsikhanouski", "Latn"),
        ("Ціханоўскі", "Cyrl"),
        ("سیامک نمازی", "Arab"),
        ("נתניהו", "Hebr"),
        ("中國石油", "Hani"),
        ("Τσίπρας", "Grek"),
        ("გიორგი", "Geor"),
        ("Սարգսյան", "Armn"),
        ("영식", "Hang"),
        ("СIВАКАЎ", "Cyrl"),
        ("12 – 14", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_script_of_names_the_script_of_most_letters(text, script):
    assert names.script_of(text) == script


@pytest.mark.parametrize(
    ("text", "language", "latin"),
    [
        ("Тихановский", None, "Tikhanovskiy"),
        ("Ціханоўскі", None, "Tsikhanovski"),
        ("Ціханоўскі", "be", "Tsikhanouski"),
        ("Ігар", "be", "Ihar"),
        ("Григорій Зеленський", "uk", "Hryhorii Zelenskyi"),
        ("Григорий", "ru", "Grigoriy"),
        ("ЩУКИН Щукин", None, "SHCHUKIN Shchukin"),
        ("Łukasz Żółć", None, "Lukasz Zolc"),
        ("Գրիգոր", None, "Grigor"),
        ("Τσίπρας 2", None, "Tsipras 2"),
        ("中國 Иван", None, "中國 Ivan"),
    ],
)
def test_latinise_keeps_case_digits_and_scripts_without_a_rule(text, language, latin):
    assert names.latinise(text, language) == latin


def test_four_spellings_have_a_skeleton_in_common():
    spellings = ["Tikhanovsky", "Tsikhanouski", "Тихановский", "Ціханоўскі"]

    found = [set(names.skeletons(names.tokens(name)[0])) for name in spellings]

    assert set.intersection(*found) == {"tknvsk"}


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("ААТ «Беларуськалій»", ("ao", "belaruskaliy")),
        ("Open Joint Stock Company ‘Belaruskali’", ("ao", "belaruskali")),
        ("Открытое акционерное общество", ("ao",)),
        ("Юрый СIВАКАЎ", ("yuryy", "sivakav")),
        ("Mu'ammar al-QADHAFI", ("muammar", "al", "qadhafi")),
        ("Минский завод", ("minsk", "plant")),
        ("ОАО «Приборостроительный завод»", ("ao", "instrument", "plant")),
        ("Оптико-механическое объединение", ("optical", "mechanical", "association")),
        ("Sergei Kolesnikov", ("sergei", "kolesnikov")),
        ("Oboronnye Initsiativy o.O.O.", ("defence", "initsiativy", "ooo")),
        ("Ark III", ("ark", "3")),
        ("18th Institute", ("18", "institute")),
        ("…", ()),
    ],
)
def test_tokens_fold_script_signs_and_legal_forms(name, tokens):
    assert names.tokens(name) == tokens


@pytest.mark.parametrize(
    ("left", "right", "source"),
    ONE_BEARER,
    ids=[f"{a} = {b}" for a, b, _ in ONE_BEARER],
)
def test_spellings_of_one_bearer_meet(left, right, source):
    assert names.similarity(left, right) >= MEET
    assert names.similarity(right, left) >= MEET
    assert names.keys(names.tokens(left)) & names.keys(names.tokens(right))


@pytest.mark.parametrize(
    ("left", "right", "source"),
    OTHER_BEARER,
    ids=[f"{a} / {b}" for a, b, _ in OTHER_BEARER],
)
def test_names_of_two_bearers_stay_apart(left, right, source):
    assert names.similarity(left, right) < APART


def test_explain_says_which_words_met_how():
    explanation = names.explain("Ales V. Bialiatski", "Бяляцкі Аляксандр Віктаравіч")

    assert explanation.score == names.similarity(
        "Ales V. Bialiatski", "Бяляцкі Аляксандр Віктаравіч"
    )
    assert [(m.left, m.right, m.how) for m in explanation.meetings] == [
        ("ales", "alyaksandr", name_sounds.GIVEN_NAME),
        ("v", "viktaravich", name_sounds.INITIAL),
        ("bialiatski", "byalyatski", name_sounds.SOUND),
    ]
    assert (explanation.only_left, explanation.only_right) == ((), ())


def test_explain_lists_the_words_that_met_nothing():
    explanation = names.explain("Maria Kalesnikava", "Maria Babaryka Minsk")

    assert explanation.only_left == ("kalesnikava",)
    assert explanation.only_right == ("babaryka", "minsk")


def test_a_number_without_partner_tells_sister_ships_apart():
    assert names.similarity("Galina 5", "Galina 6") < 0.6
    assert names.similarity("Галина 5", "GALINA 5") == 1.0


def test_words_missing_on_record_cost_more_than_words_missing_in_the_question():
    short, long = "Ihar Losik", "Ihar Aliaksandravich Losik"

    assert names.similarity(short, long) > names.similarity(long, short)


def test_a_rare_word_weighs_more_than_a_common_one():
    def weigh(token):
        return 0.9 if token == "losik" else 0.1

    left = names.tokens("Ihar Losik")

    rare_met = names.score(left, names.tokens("Andrei Losik"), weigh)
    common_met = names.score(left, names.tokens("Ihar Andreichyk"), weigh)
    assert rare_met > common_met


def test_rarity_falls_with_the_number_of_names():
    weights = [names.rarity(count, 1000) for count in (0, 1, 10, 100, 1000)]

    assert weights[0] == 1.0
    assert weights[-1] == 0.08
    assert all(rarer > commoner for rarer, commoner in pairwise(weights))
    assert names.rarity(0, 0) == 1.0


def test_a_given_name_stands_in_one_list_of_equals_or_in_each_that_fits():
    assert name_words.GIVEN_NAMES["ales"] == ("aleksandr",)
    assert set(name_words.GIVEN_NAMES["jan"]) == {"ivan"}
    assert name_words.GIVEN_NAMES["andrzej"] == name_words.GIVEN_NAMES["andzhey"]


@settings(max_examples=600, deadline=None)
@given(any_name, any_name)
@example("", "")
@example("\ud800", "x")
@example("ß", "İ")
def test_any_two_strings_have_an_explained_score(left, right):
    explanation = names.explain(left, right)

    assert 0.0 <= explanation.score <= 1.0
    assert explanation.score == names.similarity(left, right)
    compared, _ = names.with_blanks_agreed(names.tokens(left), names.tokens(right))
    assert len(explanation.meetings) + len(explanation.only_left) == len(compared)
    assert all(len(names.skeletons(token)) >= 1 for token in names.tokens(left))


@settings(max_examples=300, deadline=None)
@given(any_name)
def test_a_name_is_entirely_like_itself_in_any_order_and_case(name):
    tokens = names.tokens(name)

    assert names.score(tokens, tokens) == (1.0 if tokens else 0.0)
    assert names.score(tokens, tokens[::-1]) in (0.0, 0.3, 0.995, 1.0)
    assert all(
        key[0] in names.KEY_WEIGHTS and len(key) > 1 for key in names.keys(tokens)
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("NLQ Minsk", "North Lake Quarter Minsk"),  # an acronym
        ("PQ Person", "Peter-Quentin Person"),
        ("Pers0n Numb3r", "Person Number"),  # digits read for letters
        ("Joint Stcok Company Example", "JSC Example"),  # a mistyped legal form
        ("Lmiited Liabilitty Company Example", "Example LLC"),
        ("Persono vaExample", "Persono va Example"),  # a blank too few
        ("PersonE xample", "Person Example"),  # a blank in the wrong place
        ("Petrovs", "Petrov"),  # a Baltic ending
    ],
)
def test_a_slip_or_shorthand_is_not_another_name(left, right):
    assert names.similarity(left, right) > 0.75


def test_whose_son_somebody_is_tells_him_from_his_father():
    order = names.similarity("Ahmad bin Hasan Example", "Hasan bin Ahmad Example")
    inverted = names.similarity("Hasan bin Ahmad Example", "Example, Hasan bin Ahmad")

    assert order < 0.5 < inverted


def test_another_legal_form_speaks_against_one_company():
    same = names.similarity("Example Bank JSC", "Example Bank OAO")
    other = names.similarity("Example Bank JSC", "Example Bank LLC")

    assert other < same


def test_sounds_of_one_class_only_count_less_than_the_same_sound():
    assert names.similarity("Kulikov", "Golikov") < names.similarity(
        "Golikov", "Holikau"
    )
