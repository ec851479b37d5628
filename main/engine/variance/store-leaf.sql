-- grain: one row per leaf of a run
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_ladder
-- depends on: variance_ladder
-- checks: none; store-effect.sql follows
insert into variance_leaf (
  run_id, leaf_id, path_1, path_2, path_3, leaf_key, opening, closing
)
select
  $run_id, leaf_id, path_1, path_2, path_3,
  concat_ws(' | ', kind, leaf_key, unit, currency) as leaf_key,
  opening, closing
from variance_ladder
