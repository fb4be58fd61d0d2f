-- The national rubric in DuckDB: views over the table `facts` that the runner loads, every score and rate an integer of
-- tenths. Thresholds are the variables five_stars and item34_full. A full rating is
--   CREATE TABLE result AS SELECT * FROM rating;

-- Items, sections, total and stars before the quota.
CREATE VIEW starring AS
WITH item AS (
  SELECT
    id, pool, d1 | d2 | d3 | d4 | d5 | d6 AS flagged,
    20 * a01_org AS s01,
    a02_score AS s02,
    greatest(0, 20 - 2 * a03_missing - 10 * (1 - a03_contact) - 5 * greatest(0, 4 - a03_visits)) AS s03,
    a04_score AS s04,
    a05_score AS s05,
    a06_score AS s06,
    10 * a07_pub AS s07,
    greatest(0, CASE a08_articles WHEN 0 THEN 0 WHEN 1 THEN 5 ELSE 10 END - 2 * a08_missing) AS s08,
    greatest(0, 10 - 2 * a09_missing) AS s09,
    CASE WHEN a10_part >= 1000 THEN 10 WHEN a10_part >= 800 THEN 5 ELSE 0 END
      + CASE WHEN a10_aware >= 900 THEN 20 WHEN a10_aware >= 800 THEN 10 ELSE 0 END AS s10,
    CASE WHEN a11_badge < 1000 THEN 0
      ELSE 50 - CASE WHEN a11_model < 100 THEN 20 ELSE 0 END - 20 * (1 - a11_post) END AS s11,
    a12_score AS s12,
    a13_score AS s13,
    a12b_score AS s12b,
    a14_score AS s14,
    a15_score AS s15,
    CASE WHEN a16_records = 0 THEN 0 ELSE greatest(0, 20 - 5 * greatest(0, 6 - a16_meetings)) END AS s16,
    greatest(0, 20 - 5 * a17_missing) AS s17,
    greatest(0, 20 - 5 * a18_missing) AS s18,
    CASE WHEN a19_rate >= 900 THEN 20 WHEN a19_rate >= 800 THEN 10 ELSE 0 END AS s19,
    CASE WHEN a20_rate >= 900 THEN 20 WHEN a20_rate >= 800 THEN 10 ELSE 0 END AS s20,
    CASE WHEN a21_rate >= 900 THEN 20 WHEN a21_rate >= 800 THEN 10 ELSE 0 END AS s21,
    20 * a22_done AS s22,
    20 * a23_ledger AS s23,
    20 * a24_ledger AS s24,
    CASE WHEN a25_open = 0 THEN 20 ELSE 0 END AS s25,
    CASE WHEN a26_org = 0 THEN 0 ELSE greatest(0, 20 - 2 * a26_members) END AS s26,
    greatest(0, 50 - 10 * a27_open) AS s27,
    50 * a28_done AS s28,
    CASE WHEN kind = 1 THEN a29_score ELSE 0 END AS s29,
    CASE WHEN kind = 2 THEN a30_score ELSE 0 END AS s30,
    50 * a31_done AS s31,
    a32_score AS s32,
    10 * least(5, a33_level1 + a33_level2) AS s33,
    CASE WHEN a34_rate >= getvariable('item34_full') THEN 50 WHEN a34_rate >= 850 THEN 40
      WHEN a34_rate >= 800 THEN 20 ELSE 0 END AS s34,
    CASE WHEN a35_n = 0 THEN 0 WHEN a35_sum >= 900 * a35_n THEN 50 WHEN a35_sum >= 800 * a35_n THEN 40
      WHEN a35_sum >= 700 * a35_n THEN 20 ELSE 0 END AS s35
  FROM facts
),
section AS (
  SELECT *,
    s01 + s02 + s03 + s04 + s05 + s06 + s07 + s08 + s09 + s10 AS t1,
    s11 + s12 AS t2,
    s13 + s12b + s14 + s15 + s16 + s17 + s18 + s19 + s20 + s21 AS t3,
    s22 + s23 + s24 + s25 + s26 + s27 + s28 AS t4,
    s29 AS t5,
    s30 AS t6,
    s31 + s32 + s33 AS t7,
    s34 + s35 AS t8
  FROM item
),
totalled AS (SELECT *, t1 + t2 + t3 + t4 + t5 + t6 + t7 + t8 AS total FROM section),
starred AS (
  SELECT *, CASE WHEN total >= getvariable('five_stars') THEN 5 WHEN total >= 800 THEN 4 ELSE 3 END AS star_raw
  FROM totalled
)
SELECT *, star_raw - flagged AS star_down FROM starred;

-- Ranks and quotas. A running count goes to the last equal row: the candidates at least as good.
CREATE VIEW rating AS
WITH ranked AS (
  SELECT *,
    rank() OVER best_first AS rank,
    count(*) FILTER (WHERE star_down = 5) OVER best_first AS fives,
    count(*) OVER (PARTITION BY pool) AS members
  FROM starring
  WINDOW best_first AS (PARTITION BY pool ORDER BY total DESC, t8 DESC, t4 DESC)
),
held_to_fives AS (
  SELECT *, CASE WHEN star_down = 5 AND fives > members * 10 // 100 THEN 4 ELSE star_down END AS star_fives FROM ranked
),
held_to_fours AS (
  SELECT *, count(*) FILTER (WHERE star_fives = 4) OVER (PARTITION BY pool ORDER BY rank) AS fours FROM held_to_fives
)
SELECT
  id, s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12, s13, s12b, s14, s15, s16, s17, s18, s19, s20, s21,
  s22, s23, s24, s25, s26, s27, s28, s29, s30, s31, s32, s33, s34, s35, t1, t2, t3, t4, t5, t6, t7, t8, total,
  star_raw, star_down, rank,
  CASE WHEN star_fives = 4 AND fours > members * 20 // 100 THEN 3 ELSE star_fives END AS star
FROM held_to_fours;
