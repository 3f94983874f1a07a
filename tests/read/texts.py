"""Short texts of our own in many languages, and the code pages that each is found in."""

TEXTS = {
    "pl": "Zarząd województwa podpisał umowę z klastrem. Łódź, Gdańsk i Świnoujście będą wspólnie rozwijać żeglugę, "
          "a także szkolić młodzież. Pieniądze pochodzą ze środków europejskich; część dołożą gminy.",
    "cs": "Město Žďár uzavřelo dohodu s krajskou hospodářskou komorou. Společně chtějí podpořit mladé řemeslníky, "
          "šířit příklady dobré praxe a příští rok uspořádat veletrh. Účastní se také školy z okolí.",
    "sk": "Žilinský samosprávny kraj spolupracuje s univerzitou a so združením podnikateľov. Ľudia z regiónu môžu "
          "prísť na stretnutie, ktoré sa uskutoční v stredu. Cieľom je väčšia dôvera a nové pracovné miesta.",
    "hu": "Győr városa együttműködési megállapodást kötött az egyetemmel. A közös pályázat célja, hogy több fiatal "
          "maradjon a térségben. A költségeket a minisztérium és az önkormányzat fele-fele arányban fizeti.",
    "sl": "Občina Škofja Loka je z gospodarsko zbornico podpisala sporazum. Skupaj želijo izboljšati čezmejno "
          "sodelovanje, odpreti središče za mlade in vključiti še več podjetij.",
    "hr": "Grad Šibenik i sveučilište potpisali su sporazum o suradnji. Međunarodni projekt počinje u siječnju, a "
          "uključeni su i poduzetnici. Očekuje se da će troškove pokriti županija.",
    "ro": "Primăria orașului Iași a încheiat un acord cu universitatea. Împreună vor înființa un centru pentru "
          "tineri și vor susține întreprinderile mici. Finanțarea vine din fonduri europene și de la județ.",
    "lt": "Šiaulių savivaldybė pasirašė sutartį su universitetu. Kartu jie įsteigs centrą jaunimui ir rems mažas "
          "įmones. Lėšas skiria ministerija, o dalį išlaidų padengs vietos verslininkai iš Žemaitijos.",
    "lv": "Jūrmalas pašvaldība noslēgusi līgumu ar augstskolu. Kopīgais mērķis ir atbalstīt jauniešus un mazos "
          "uzņēmumus. Daļu izdevumu sedz ministrija, bet pārējo – biedrība „Šūpoles“ un vietējie uzņēmēji.",
    "et": "Põlva vald sõlmis ülikooliga koostöölepingu. Üheskoos tahetakse toetada väikesi ettevõtteid ja avada "
          "noortele õppekeskus. Kulud katab osaliselt maakonna arengufond, ülejäänu tuleb vallalt.",
    "sv": "Växjö kommun har skrivit avtal med högskolan. Tillsammans vill de stödja små företag och öppna ett "
          "centrum för ungdomar. Kostnaderna delas av regionen och näringslivet på båda sidor om sjön.",
    "de": "Die Stadt Görlitz hat mit der Hochschule eine Vereinbarung unterzeichnet. Gemeinsam möchten sie kleine "
          "Betriebe fördern und ein Zentrum für Jugendliche eröffnen. Die Kosten trägt größtenteils der Landkreis.",
    "da": "Sønderborg Kommune har indgået en aftale med universitetet. Sammen vil de støtte små virksomheder og åbne "
          "et center for unge på begge sider af grænsen. Udgifterne bæres også af erhvervslivet.",
    "no": "Tromsø kommune har inngått en avtale med høgskolen. Sammen skal de støtte små bedrifter og åpne et senter "
          "for ungdom. Fylket betaler det meste, men også næringslivet må bidra på sin måte.",
    "fi": "Jyväskylän kaupunki allekirjoitti sopimuksen ammattikorkeakoulun kanssa. Yhdessä ne tukevat pieniä "
          "yrityksiä ja perustavat nuorille keskuksen. Kustannuksista vastaavat myös maakunnan järjestöt.",
    "fr": "La ville de Besançon a signé une convention avec l'université. Ensemble, elles veulent soutenir les "
          "petites entreprises et créer un pôle pour les jeunes. La région a déjà promis de payer la moitié.",
    "es": "El ayuntamiento de Logroño firmó un convenio con la universidad. La intención es apoyar a las pequeñas "
          "compañías y abrir un centro para jóvenes. También participará la asociación de Cádiz, según explicó.",
    "pt": "A câmara de Évora assinou um acordo com a universidade. A intenção é apoiar as pequenas empresas e criar "
          "um espaço para os jovens. A região também participará na organização, com duas associações.",
    "it": "La città di Forlì ha firmato un accordo con l'università. Insieme vogliono sostenere le piccole imprese e "
          "aprire un centro per i giovani. La metà dei costi sarà pagata dalla regione, perché così è più facile.",
    "nl": "De gemeente heeft een overeenkomst gesloten met de hogeschool. Samen willen zij kleine bedrijven in "
          "Zuid-België en Noord-Brabant steunen. De coördinatie ligt bij één stichting, die ideeën zoekt.",
    "tr": "Çanakkale Belediyesi üniversiteyle iş birliği anlaşması imzaladı. Amaç, küçük işletmelere destek vermek ve "
          "gençler için bir merkez açmak. Masrafların yarısını bakanlık karşılayacak.",
    "bg": "Община Русе подписа споразумение с университета. Заедно те ще подкрепят малките предприятия и ще открият "
          "център за младежи. Част от разходите се поемат от областта.",
    "ru": "Город подписал соглашение с университетом. Вместе они будут поддерживать малые предприятия и откроют "
          "центр для молодёжи. Часть расходов берёт на себя область.",
    "uk": "Місто Львів підписало угоду з університетом. Разом вони підтримуватимуть малі підприємства та відкриють "
          "центр для молоді. Частину витрат бере на себе область, іншу – її громади.",
    "el": "Ο Δήμος Βόλου υπέγραψε συμφωνία με το πανεπιστήμιο. Μαζί θέλουν να στηρίξουν τις μικρές επιχειρήσεις και "
          "να ανοίξουν ένα κέντρο για τους νέους. Τα έξοδα καλύπτει η περιφέρεια.",
}  # fmt: skip

CENTRAL, BALTIC, WESTERN = ("cp1250", "iso-8859-2"), ("cp1257", "iso-8859-13"), ("cp1252", "iso-8859-15")
CODE_PAGES = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr"), CENTRAL),
    "ro": ("cp1250", "iso-8859-2", "iso-8859-16"),
    **dict.fromkeys(("lt", "lv"), BALTIC),
    "et": (*BALTIC, *WESTERN),
    **dict.fromkeys(("sv", "de", "da", "no", "fi", "fr", "es", "pt", "it", "nl"), WESTERN),
    "tr": ("cp1254", "iso-8859-9"),
    "bg": ("cp1251", "iso-8859-5"),
    "ru": ("cp1251", "koi8-r", "iso-8859-5"),
    "uk": ("cp1251", "koi8-u"),
    "el": ("cp1253", "iso-8859-7"),
}

# What a code page lacks and writers of its time put in its place.
SUBSTITUTES = str.maketrans({"–": "-", "„": '"', "“": '"', "”": '"', "’": "'", "…": "..."})


def encoded(language: str, charset: str) -> tuple[bytes, str]:
    """A text as bytes in a code page, with the text as it can be written there."""
    text = TEXTS[language]
    if language == "ro" and charset in ("cp1250", "iso-8859-2"):
        text = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    try:
        return text.encode(charset), text
    except UnicodeEncodeError:
        text = text.translate(SUBSTITUTES)
        return text.encode(charset), text
