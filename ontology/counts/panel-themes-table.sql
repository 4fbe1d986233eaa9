WITH parts AS (
  SELECT DISTINCT panel.of, panel.number, clauses.clause, review, clauses.kind
  FROM (SELECT row AS clause, review, year, kind, unnest(themes) AS theme FROM clauses WHERE kind IN ('learning point', 'recommendation')) AS clauses
  JOIN panel ON panel.id = theme
  WHERE $year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], year)
),
counted AS (
  SELECT of, number, count(*) FILTER (kind = 'learning point') AS learning, count(*) FILTER (kind = 'recommendation') AS recommendations,
    count(DISTINCT review) AS reviews
  FROM parts GROUP BY of, number
)
SELECT counted.number || '. ' || label AS panel_theme, learning, recommendations, reviews
FROM counted JOIN labels ON labels.kind || '/' || labels.id = counted.of
ORDER BY panel_theme
