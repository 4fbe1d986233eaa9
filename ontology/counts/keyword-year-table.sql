WITH chosen AS (SELECT * FROM reviews WHERE $year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], year)),
of_year AS (SELECT year, count(*) AS number FROM chosen GROUP BY year),
counted AS (SELECT keyword, year, count(*) AS reviews FROM (SELECT year, unnest(keywords) AS keyword FROM chosen) GROUP BY keyword, year)
SELECT label, year, reviews, ratio(reviews, number)
FROM counted JOIN of_year USING (year) JOIN labels ON kind = 'keyword' AND id = keyword
WHERE $keyword::VARCHAR IS NULL OR keyword = $keyword::VARCHAR
ORDER BY label, year
