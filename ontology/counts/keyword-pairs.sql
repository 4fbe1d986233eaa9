WITH held AS (SELECT review, unnest(keywords) AS keyword FROM reviews),
single AS (SELECT keyword, count(*) AS number FROM held GROUP BY keyword),
pairs AS (
  SELECT one.keyword AS first, other.keyword AS second, count(*) AS together
  FROM held AS one JOIN held AS other ON one.review = other.review AND one.keyword < other.keyword
  GROUP BY one.keyword, other.keyword HAVING count(*) >= $least::INTEGER
),
named AS (SELECT id AS keyword, label FROM labels WHERE kind = 'keyword'),
every AS (SELECT count(*) AS number FROM reviews)
SELECT n1.label, n2.label, together, ratio(together, every.number),
  ratio(together * every.number, s1.number * s2.number) AS lift
FROM pairs JOIN single AS s1 ON s1.keyword = first JOIN single AS s2 ON s2.keyword = second
  JOIN named AS n1 ON n1.keyword = first JOIN named AS n2 ON n2.keyword = second CROSS JOIN every
WHERE together * every.number > s1.number * s2.number
ORDER BY lift DESC, together DESC, n1.label, n2.label
