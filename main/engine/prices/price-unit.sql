-- grain: one row per pricing unit as the bills write it
-- unit and sign: block: units one price is for
-- source: $texts, $units and $blocks, three lists of equal length
-- depends on: its parameters
-- checks: none
create or replace temp table price_unit as
select
  unnest(cast($texts as varchar[])) as unit_text,
  unnest(cast($units as varchar[])) as unit,
  cast(unnest(cast($blocks as varchar[])) as decimal(38, 0)) as block
