WITH chosen AS (
  SELECT row AS review, CAST(
    ($place::VARCHAR IS NULL OR list_contains(areas, $place::VARCHAR) OR list_contains(regions, $place::VARCHAR)
      OR list_contains(nations, $place::VARCHAR))
    AND ($age_band::VARCHAR IS NULL OR len([m FOR m IN ages_in_months IF m >= band.lowest AND m < band.below]) > 0)
    AND ($keyword::VARCHAR IS NULL OR list_has_any(keywords, (SELECT list(id) FROM broader WHERE kind = 'keyword' AND above = $keyword::VARCHAR)))
    AND ($outcome::VARCHAR IS NULL OR outcome = $outcome::VARCHAR) AS INTEGER) AS fits
  FROM reviews LEFT JOIN (VALUES ('under-1', 0, 12), ('1-5', 12, 72), ('6-10', 72, 132), ('11-15', 132, 192), ('16-17', 192, 216),
    ('18-and-over', 216, 10000)) AS band(name, lowest, below) ON band.name = $age_band::VARCHAR
  WHERE $year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], year)
),
every AS (SELECT sum(fits) AS all_chosen, sum(1 - fits) AS all_others FROM chosen),
of_theme AS (
  SELECT DISTINCT above AS theme, review
  FROM (SELECT DISTINCT reviews.row AS review, unnest(themes) AS theme FROM clauses JOIN reviews USING (review) WHERE kind IN ('learning point', 'recommendation')) AS each_theme
  JOIN broader ON broader.kind = 'theme' AND broader.id = each_theme.theme
  WHERE NOT starts_with(above, 'group-') AND above NOT IN (SELECT id FROM ways_of_acting WHERE kind = 'theme')
),
counted AS (
  SELECT theme, sum(fits) AS chosen, sum(1 - fits) AS others FROM of_theme JOIN chosen USING (review) GROUP BY theme
)
SELECT label, chosen, all_chosen, ratio(chosen, all_chosen), others, all_others, ratio(others, all_others)
FROM counted CROSS JOIN every JOIN labels ON kind = 'theme' AND id = theme
WHERE chosen + others >= $least::INTEGER AND all_chosen > 0 AND all_others > 0
ORDER BY ratio(chosen, all_chosen) - ratio(others, all_others) DESC, label
