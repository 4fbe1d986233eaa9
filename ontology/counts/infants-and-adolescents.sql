WITH children AS (
  SELECT DISTINCT review, CAST(months < 12 AS INTEGER) AS infant FROM (SELECT review, year, unnest(ages_in_months) AS months FROM reviews)
  WHERE (months < 12 OR (months >= 156 AND months < 216)) AND ($year::INTEGER[] IS NULL OR list_contains($year::INTEGER[], year))
),
every AS (SELECT sum(infant) AS infants, sum(1 - infant) AS adolescents FROM children),
counted AS (
  SELECT theme, sum(infant) AS infants, sum(1 - infant) AS adolescents
  FROM (SELECT DISTINCT review, unnest(themes) AS theme FROM clauses WHERE kind = 'learning point') JOIN children USING (review) GROUP BY theme
),
shares AS (
  SELECT theme, counted.infants, ratio(counted.infants, every.infants) AS of_infants, counted.adolescents,
    ratio(counted.adolescents, every.adolescents) AS of_adolescents
  FROM counted CROSS JOIN every
  WHERE every.infants > 0 AND every.adolescents > 0 AND counted.infants + counted.adolescents >= $least::INTEGER
)
SELECT label, infants, of_infants, adolescents, of_adolescents,
  CASE WHEN of_infants > of_adolescents THEN 'infants' WHEN of_infants < of_adolescents THEN 'adolescents' ELSE 'both' END
FROM shares JOIN labels ON kind = 'theme' AND id = theme
ORDER BY abs(of_infants - of_adolescents) DESC, label
