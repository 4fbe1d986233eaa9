WITH learned AS (
  SELECT DISTINCT reviews.row AS review, unnest(themes) AS theme FROM clauses JOIN reviews USING (review)
  WHERE kind = 'learning point' AND ($year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], clauses.year))
),
recommended AS (
  SELECT DISTINCT reviews.row AS review, unnest(themes) AS theme FROM clauses JOIN reviews USING (review) WHERE kind = 'recommendation'
),
near AS (
  SELECT id AS other, above AS theme FROM broader WHERE kind = 'theme' AND id <> above
  UNION SELECT above, id FROM broader WHERE kind = 'theme' AND id <> above
  UNION SELECT id, other FROM related WHERE kind = 'theme'
),
unmet AS (SELECT review, theme FROM learned ANTI JOIN recommended USING (review, theme)),
beside AS (
  SELECT unmet.review, unmet.theme, near.other
  FROM unmet JOIN near USING (theme) JOIN recommended ON recommended.review = unmet.review AND recommended.theme = near.other
),
counted AS (SELECT theme, count(*) AS learned_in FROM learned GROUP BY theme),
missing AS (SELECT theme, count(*) AS number FROM unmet GROUP BY theme),
neighbours AS (
  SELECT theme, sum(times) AS occasions, string_agg(label || ' ' || times, '; ' ORDER BY times DESC, label) AS names
  FROM (SELECT theme, other, count(*) AS times FROM beside GROUP BY theme, other) JOIN labels ON kind = 'theme' AND id = other
  GROUP BY theme
),
reviews_beside AS (SELECT theme, count(DISTINCT review) AS number FROM beside GROUP BY theme),
summed AS (
  SELECT theme, learned_in, learned_in - coalesce(missing.number, 0) AS answered, coalesce(reviews_beside.number, 0) AS by_neighbours, names
  FROM counted LEFT JOIN missing USING (theme) LEFT JOIN reviews_beside USING (theme) LEFT JOIN neighbours USING (theme)
)
SELECT label, learned_in, CASE WHEN learned_in >= 5 THEN ratio(learned_in - answered - by_neighbours, learned_in) END, answered, by_neighbours,
  learned_in - answered - by_neighbours, names
FROM summed JOIN labels ON kind = 'theme' AND id = theme
WHERE theme NOT IN ('covid-19', 'other') AND theme NOT IN (SELECT id FROM ways_of_acting WHERE kind = 'theme')
ORDER BY learned_in DESC, label
