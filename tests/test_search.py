"""What ordinary users type comes first on both faces, and each number is that of the page that it leads to."""

QUERIES = {
    # a social worker
    "babies": "Age: Under 1",
    "neglect": "Theme: Neglect",
    "domestic violence": "Theme: Domestic abuse and coercive control",
    "social workers": "Agency: Children's social care",
    "csc": "Agency: Children's social care",
    "strategy meetings": "Theme: Strategy discussions and section 47",
    "was not brought": "Theme: Medical neglect and missed appointments",
    "looked after children": "Theme: Children in care",
    "safe sleep": "Theme: Safe sleeping and sudden infant death",
    "3 year old": "Age: 1 to 4",
    # an analyst of a partnership
    "birmingham": "Safeguarding partnership: Birmingham Safeguarding Children Partnership",
    "kent neglect": "Safeguarding partnership: Kent Safeguarding Children Partnership",
    "GPs": "Agency: General practice / primary care",
    "ICBs": "Agency: Integrated care board",
    "A&E": "Agency: NHS trust / hospital",
    "a and e": "Agency: NHS trust / hospital",
    "police forces": "Agency: Police",
    "everything for probation": "Agency: Probation service",
    "health visitors babies": "Agency: Health visiting",
    "escalation policy": "Theme and words: Escalation and professional challenge; “policy”",
    # a policy officer
    "dfe": "Agency: Department for Education",
    "What was the DfE asked to do?": "Agency: Department for Education",
    "suicide": "What happened: Suicide, stated, suspected or given as a keyword",
    "suicide wales": "What happened: Suicide, stated, suspected or given as a keyword",
    "neglect in Wales": "Keyword and nation: child neglect; Wales",
    "babies information sharing": "Age and theme: Under 1; Information sharing",
    "police domestic abuse 2025": "Agency, theme and year: Police; Domestic abuse and coercive control; 2025",
    "home schooling": "Theme: Elective home education",
    "north west": "Region: North West",
    "camhs waiting list": "Agency: Child and adolescent mental health services",
    # a researcher
    "autistic children": "Theme: Neurodiversity",
    "county lines": "Theme: Child criminal exploitation",
    "infant deaths": "Keyword: infant deaths",
    "professional curiosity": "Theme: Professional curiosity and critical thinking",
    "under 5s": "Age: Under 1 or 1 to 4",
    # a journalist
    "child deaths": "What happened: Death",
    "teenage suicide": "Age and what happened: 11 to 15 or 16 and 17; Suicide, stated, suspected or given as a keyword",
    "knife crime": "Theme: Serious youth violence",
    "domestc abuse": "Theme: Domestic abuse and coercive control",
    "neglct london": "Theme and region: Neglect; London",
}
"""What people type, and what must come first: 40 queries, written before anything was tuned to them."""
