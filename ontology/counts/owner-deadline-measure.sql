WITH chosen AS (
  SELECT clauses.row AS clause, reviews.row AS review, clauses.year, partnerships, nations, themes, asked, bases, asked_through, owner,
    CAST(list_contains(bases, 'default') AS INTEGER) AS unnamed, CAST(owner IS NOT NULL AS INTEGER) AS owned,
    CAST(len(asked_through) > 0 AS INTEGER) AS asking, CAST(list_contains(strength, 'deadline') AS INTEGER) AS timed,
    CAST(list_contains(strength, 'measure') AS INTEGER) AS measured, CAST(list_contains(strength, 'soft') AS INTEGER) AS weak
  FROM clauses JOIN reviews USING (review)
  WHERE kind = 'recommendation' AND ($year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], clauses.year))
    AND ($partnership::VARCHAR IS NULL OR list_contains(partnerships, $partnership::VARCHAR))
    AND ($action::VARCHAR IS NULL OR list_contains(actions, $action::VARCHAR))
    AND ($theme::VARCHAR IS NULL OR list_has_any(themes, (SELECT list(id) FROM broader WHERE kind = 'theme' AND above = $theme::VARCHAR)))
    AND ($agency::VARCHAR IS NULL OR (NOT list_contains(bases, 'default')
      AND list_has_any(asked, (SELECT list(id) FROM broader WHERE kind = 'agency' AND above = $agency::VARCHAR))))
),
statutory AS (SELECT clause, nations FROM chosen
  WHERE list_contains(asked, 'statutory-partners') OR list_contains(asked_through, 'statutory-partners')),
ways AS (
  SELECT clause, agency, 1 AS way FROM (SELECT clause, unnest(asked) AS agency, unnest(bases) AS basis FROM chosen) WHERE basis <> 'default'
  UNION ALL SELECT clause, unnest(asked_through), 2 FROM chosen
  UNION ALL SELECT clause, partners.id, 3
    FROM (SELECT clause, unnest(nations) AS nation FROM statutory) JOIN partners USING (nation)
  UNION ALL SELECT clause, owner, 4 FROM chosen WHERE owner IS NOT NULL
),
groups AS (
  SELECT clause, 1 AS place, 'All' AS name, 0 AS way FROM chosen
  UNION ALL SELECT clause, 2, year::VARCHAR, 0 FROM chosen WHERE $by::VARCHAR = 'year'
  UNION SELECT clause, 2, labels.label, 0 FROM (SELECT clause, unnest(themes) AS theme FROM chosen WHERE $by::VARCHAR = 'theme')
    JOIN broader ON broader.kind = 'theme' AND broader.id = theme JOIN labels ON labels.kind = 'theme' AND labels.id = above
    WHERE NOT starts_with(above, 'group-') AND above NOT IN (SELECT id FROM ways_of_acting WHERE kind = 'theme')
  UNION SELECT clause, 2, labels.label, min(way) FROM ways
    JOIN broader ON broader.kind = 'agency' AND broader.id = agency JOIN labels ON labels.kind = 'agency' AND labels.id = above
    WHERE $by::VARCHAR = 'agency' GROUP BY clause, labels.label
  UNION SELECT clause, 3, 'No agency named', 0 FROM chosen WHERE $by::VARCHAR = 'agency' AND unnamed = 1
  UNION SELECT clause, 2, label, 0 FROM (SELECT clause, unnest(partnerships) AS partnership FROM chosen WHERE $by::VARCHAR = 'partnership')
    JOIN labels ON kind = 'partnership' AND id = partnership
  UNION SELECT clause, 3, 'No partnership known', 0 FROM chosen WHERE $by::VARCHAR = 'partnership' AND len(partnerships) = 0
),
each_in_group AS (
  SELECT *, CASE way WHEN 0 THEN 1 - unnamed WHEN 1 THEN 1 ELSE 0 END AS names, CASE way WHEN 0 THEN asking * unnamed WHEN 2 THEN 1 ELSE 0 END AS through,
    CASE way WHEN 0 THEN owned WHEN 4 THEN 1 ELSE 0 END AS owns
  FROM groups JOIN (SELECT clause, review, unnamed, owned, asking, timed, measured, weak FROM chosen) USING (clause)
)
SELECT name, count(*), sum(names), CASE max(way) WHEN 0 THEN sum(unnamed) END, sum(through),
  CASE WHEN max(way) > 0 THEN count(*) FILTER (way = 3) END, sum(owns), sum(timed), sum(measured), sum(timed * measured * names),
  sum(weak), count(DISTINCT review)
FROM each_in_group GROUP BY place, name
ORDER BY place, lower(name), name
