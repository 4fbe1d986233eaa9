WITH parts AS (
  SELECT unnest(partnerships) AS partnership, review, clause, year, theme, action FROM reviews JOIN (
    SELECT review, clause, action, unnest(themes) AS theme
    FROM (SELECT review, clause, themes, unnest(actions) AS action FROM clauses WHERE kind = 'recommendation')
  ) USING (review)
),
counted AS (
  SELECT partnership, theme, action, count(DISTINCT review) AS reviews, count(DISTINCT clause) AS recommendations,
    min(year) AS first, max(year) AS last
  FROM parts
  WHERE ($partnership::VARCHAR IS NULL OR partnership = $partnership::VARCHAR)
    AND ($theme::VARCHAR IS NULL OR theme IN (SELECT id FROM broader WHERE kind = 'theme' AND above = $theme::VARCHAR))
    AND theme NOT IN (SELECT id FROM ways_of_acting WHERE kind = 'theme')
  GROUP BY partnership, theme, action HAVING count(DISTINCT review) >= $least::INTEGER
)
SELECT p.label, t.label, a.label, reviews, recommendations, CASE WHEN first = last THEN first::VARCHAR ELSE first || ' to ' || last END
FROM counted JOIN labels AS p ON p.kind = 'partnership' AND p.id = partnership
  JOIN labels AS t ON t.kind = 'theme' AND t.id = theme JOIN labels AS a ON a.kind = 'action' AND a.id = action
ORDER BY lower(p.label), p.label, t.label, a.label
