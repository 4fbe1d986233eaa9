WITH chosen AS (
  SELECT clauses.row AS clause, reviews.row AS review, clauses.year, partnerships, themes, asked, bases, list_contains(bases, 'default') AS unnamed, actions
  FROM clauses JOIN reviews USING (review)
  WHERE kind = 'recommendation' AND ($year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], clauses.year))
    AND ($partnership::VARCHAR IS NULL OR list_contains(partnerships, $partnership::VARCHAR))
    AND ($theme::VARCHAR IS NULL OR list_has_any(themes, (SELECT list(id) FROM broader WHERE kind = 'theme' AND above = $theme::VARCHAR)))
    AND ($agency::VARCHAR IS NULL OR (NOT list_contains(bases, 'default')
      AND list_has_any(asked, (SELECT list(id) FROM broader WHERE kind = 'agency' AND above = $agency::VARCHAR))))
),
groups AS (
  SELECT clause, 1 AS place, NULL::VARCHAR AS name FROM chosen WHERE $by::VARCHAR IS NULL
  UNION ALL SELECT clause, 2, year::VARCHAR FROM chosen WHERE $by::VARCHAR = 'year'
  UNION SELECT clause, 2, labels.label FROM (SELECT clause, unnest(themes) AS theme FROM chosen WHERE $by::VARCHAR = 'theme')
    JOIN broader ON broader.kind = 'theme' AND broader.id = theme JOIN labels ON labels.kind = 'theme' AND labels.id = above
    WHERE NOT starts_with(above, 'group-') AND above NOT IN (SELECT id FROM ways_of_acting WHERE kind = 'theme')
  UNION SELECT clause, 2, labels.label FROM (SELECT clause, unnest(asked) AS agency, unnest(bases) AS basis FROM chosen WHERE $by::VARCHAR = 'agency')
    JOIN broader ON broader.kind = 'agency' AND broader.id = agency JOIN labels ON labels.kind = 'agency' AND labels.id = above
    WHERE basis <> 'default'
  UNION SELECT clause, 3, 'No agency named' FROM chosen WHERE $by::VARCHAR = 'agency' AND unnamed
  UNION SELECT clause, 2, label FROM (SELECT clause, unnest(partnerships) AS partnership FROM chosen WHERE $by::VARCHAR = 'partnership')
    JOIN labels ON kind = 'partnership' AND id = partnership
  UNION SELECT clause, 3, 'No partnership known' FROM chosen WHERE $by::VARCHAR = 'partnership' AND len(partnerships) = 0
),
counted AS (
  SELECT action, place, name, count(*) AS recommendations, count(*) FILTER (unnamed) AS none, count(DISTINCT review) AS reviews
  FROM (SELECT clause, review, unnamed, unnest(actions) AS action FROM chosen) JOIN groups USING (clause)
  WHERE $action::VARCHAR IS NULL OR action = $action::VARCHAR
  GROUP BY action, place, name
)
SELECT label, name, recommendations, recommendations - none, none, reviews
FROM counted JOIN labels ON kind = 'action' AND id = action
ORDER BY place, lower(name), name, recommendations DESC, label
