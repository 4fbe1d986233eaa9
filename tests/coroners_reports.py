"""Invented coroners' reports, whose names belong to nobody: rare words, so that a build can be searched for them."""

NAMES = (
    "Quenby", "Zorander", "Lisk", "Quenny", "Ferrowhite", "Zelmira", "Wilhelmina", "Oxbarrow", "Huxtaple", "Bartleby", "QUILLFEATHER",
    "Thaddeus", "Molewright", "Rarename", "Umberlee",
)  # fmt: skip
"""All names of people in the table and the texts."""

TABLE = """\ufeffurl,pdf_url,deceased_name,coroner_name,ref,date_of_report,coroner_area,category,sent_to,reply_urls,circumstances,concerns\r
https://example.org/quenby-zorander-lisk,,Quenby Zorander-Lisk,Ada Ferrowhite,2025-9001,27/01/2025,Cheshire,Child Death (from 2015) | Suicide (from 2015),NHS England | Kent Police | Tru,https://example.org/lisk-1.pdf | https://example.org/lisk-2.pdf,Quenby died.,\r
https://example.org/rarename,,Bo Rarename,Thaddeus Molewright,2024-9002,28 February 2024,Surrey,Child Death (from 2015),Department for Education | University Hospitals NHS Trust,,Bo died.,"The MATTERS OF CONCERN are as follows. –
(1) Staff were not trained in safer sleeping, and Bo's notes were lost.
(2) Dr Huxtaple did not tell the police what
her sister Umberlee said:
(a) nobody asked; and
(b) nobody wrote it down.
"\r
https://example.org/none,,Bo Rarename,Ada Ferrowhite,,01/02/2024,Kent,,NICE,,,\r
https://example.org/day,,Bo Rarename,Ada Ferrowhite,2024-9003,31/02/2024,Kent,,NICE,,,\r
"""
"""The tracker's layout, with a mark of byte order, quoted line ends, a row without reference and one without a day that there is."""

TEXT = """Quenby Zorander-Lisk: Prevention of future deaths report
Date of report: 27/01/2025
Ref: 2025-9001
Deceased name: Quenby Zorander-Lisk
Coroner name: Ada Ferrowhite
Coroner Area: Cheshire

REGULATION 28: REPORT TO PREVENT FUTURE DEATHS
THIS REPORT IS BEING SENT TO:
1. Dame Wilhelmina Oxbarrow, Chief Executive, NHS England
2. Chief Constable, Kent Police
1 CORONER
I am Ada Ferrowhite, Assistant Coroner, for the coroner area of Cheshire
2 CORONER'S LEGAL POWERS
I make this report under paragraph 7, Schedule 5, of the Coroners and Justice Act 2009.
3 INVESTIGATION and INQUEST
On 1 May 2024 I commenced an investigation into the death of Quenby Zorander-Lisk, known as Quenny, aged 14.
4 CIRCUMSTANCES OF THE DEATH
Quenby died at home, where her mother Zelmira found her.
5 CORONER'S CONCERNS
During the course of the inquest the evidence revealed matters giving rise to concern. In my opinion
there is a risk that future deaths will occur unless action is taken.

The MATTERS OF CONCERN are as follows.  –

(1) Quenny's records were not shared between
the police and the school.
\x0cPage 2 of 3
(2) There was no safety plan when Mrs Zorander-Lisk asked for help.
(3) Her mother Zelmira was not told.
6 ACTION SHOULD BE TAKEN
In my opinion action should be taken.
7 YOUR RESPONSE
You are under a duty to respond within 56 days of the date of this report, namely by 28 March 2025.
8 COPIES and PUBLICATION
I have sent a copy to Mrs Zelmira Zorander-Lisk.
9 27 January 2025 SIGNED Ada Ferrowhite

Response from NHS England (20 March 2025)
2025-9001 Response from Kent Police dated 21/03/2025
"""

SCANNED = """ANNEX A
REGULATION 28: REPORT TO PREVENT FUTURE DEATHS (1)
THIS REPORT IS BEING SENT TO: Birmingham City Council; and the Department for Education
1\tC0RONER
I am Thaddeus Molewright, Senior Coroner for the area of Birmingham and Solihull.
2\tCORONERS LEGAL POWERS
I make this report under paragraph 7.
3\tINVESTIGATION and INQUEST
The inquest touching the death of Bartleby QUILLFEATHER was opened.
4\tCIRCUMSTANCES OF THE DEATH
Bartleby was three.
5\tC0R0NER'S C0NCERNS
The MATTERS OF CONCERN are as follows:
Staff did not share what they knew about Bartleby with the health visitor.

The council had no policy on missing children.
6\tACTION SHOULD BE TAKEN
I believe you have the power.
7\tYOUR RESPONSE
within 56 days
8\tCOPIES and PUBLICATION
Copies to the family.
9\t3rd February 2025
"""
