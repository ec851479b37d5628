-- grain: one row per way a leaf's price fell back
-- unit and sign: reporting currency of the closing period; cost positive, credit negative
-- source: variance_ladder
-- depends on: variance_ladder
-- checks: none
select fallback, cast(sum(closing) as decimal(38, 12)) as amount
from variance_ladder
where fallback is not null
group by fallback
having sum(closing) <> 0
order by fallback
