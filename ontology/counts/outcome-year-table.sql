WITH chosen AS (SELECT * FROM reviews WHERE $year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], year)),
of_year AS (SELECT year, count(*) AS number FROM chosen GROUP BY year),
counted AS (
  SELECT outcome, year, count(*) AS reviews, count(*) FILTER (certainty <> 'stated') AS unsure FROM chosen GROUP BY outcome, year
)
SELECT label, year, reviews, unsure, ratio(reviews, number)
FROM counted JOIN of_year USING (year) JOIN labels ON kind = 'outcome' AND id = outcome
ORDER BY label, year
