"""Files of Word, Excel and LibreOffice that people give: what is looked at before anything in them is believed."""
