"""The colour of each class of things, in the view and wherever else it is marked."""

COLOURS = {
    "IntergovernmentalOrganization": "#2f6fb5", "GovernmentBody": "#2a9d8f", "CivilSocietyOrganization": "#8ab17d",
    "Organization": "#6c8ead", "Fund": "#e9a23b", "Person": "#b56576", "Country": "#577590", "Place": "#90a4ae",
    "Agreement": "#c1121f", "PolicyInstrument": "#7b2cbf", "LegalInstrument": "#9d6bd6", "Publication": "#9d8189",
    "Project": "#f4a261", "Event": "#e76f51", "Grant": "#d4a017", "Observation": "#adb5bd", "Crime": "#d6336c",
    "Theme": "#6c757d",
}
