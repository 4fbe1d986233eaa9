WITH asks AS (
  SELECT reviews.row AS review, reviews.year, clauses.row AS clause, partnerships, [t FOR t IN themes IF NOT list_contains(means.ids, t)] AS themes, actions
  FROM clauses JOIN reviews USING (review) CROSS JOIN (SELECT coalesce(list(id), []) AS ids FROM ways_of_acting WHERE kind = 'theme') AS means
  WHERE kind = 'recommendation' AND len(actions) > 0 AND len(partnerships) > 0
    AND ($partnership::VARCHAR IS NULL OR list_contains(partnerships, $partnership::VARCHAR))
),
of_theme AS (
  SELECT * EXCLUDE (themes), unnest(themes) AS theme FROM asks
),
of_action AS (
  SELECT * EXCLUDE (actions), unnest(actions) AS action FROM of_theme
  WHERE $theme::VARCHAR IS NULL OR theme IN (SELECT id FROM broader WHERE kind = 'theme' AND above = $theme::VARCHAR)
),
parts AS (SELECT * EXCLUDE (partnerships), unnest(partnerships) AS partnership FROM of_action),
in_review AS (
  SELECT partnership, theme, action, review, min(year) AS year, count(*) AS number FROM parts GROUP BY partnership, theme, action, review
),
counted AS (
  SELECT partnership, theme, action, count(*) AS reviews, sum(number) AS recommendations, min(year) AS first, max(year) AS last
  FROM in_review
  WHERE $partnership::VARCHAR IS NULL OR partnership = $partnership::VARCHAR
  GROUP BY partnership, theme, action HAVING count(*) >= $least::INTEGER
)
SELECT p.label, t.label, a.label, reviews, recommendations, CASE WHEN first = last THEN first::VARCHAR ELSE first || ' to ' || last END
FROM counted JOIN labels AS p ON p.kind = 'partnership' AND p.id = partnership
  JOIN labels AS t ON t.kind = 'theme' AND t.id = theme JOIN labels AS a ON a.kind = 'action' AND a.id = action
ORDER BY lower(p.label), p.label, t.label, a.label
