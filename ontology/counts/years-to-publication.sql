WITH chosen AS (
  SELECT review, year, date_from IS NOT NULL AND year(date_from) = year(date_to) AND year(date_from) <= year AS gives_both,
    year - year(date_from) AS years
  FROM reviews WHERE $year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], year)
),
groups AS (SELECT *, 1 AS place, 'All' AS name FROM chosen UNION ALL SELECT *, 2, year::VARCHAR FROM chosen),
in_order AS (
  SELECT place, name, years, row_number() OVER (PARTITION BY place, name ORDER BY years) AS nth, count(*) OVER (PARTITION BY place, name) AS number
  FROM groups WHERE gives_both
),
known AS (
  SELECT place, name, max(number) AS number, min(years) FILTER (2 * nth >= number) AS lower, min(years) FILTER (2 * nth > number) AS upper,
    min(years) AS fewest, max(years) AS most
  FROM in_order GROUP BY place, name
),
every AS (SELECT place, name, count(*) AS number FROM groups GROUP BY place, name)
SELECT name, coalesce(known.number, 0), every.number, ratio(lower + upper, 2), fewest, most
FROM every LEFT JOIN known USING (place, name)
ORDER BY place, name
