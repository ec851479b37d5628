-- grain: one row per overlap that was found
-- unit and sign: none
-- source: finding
-- depends on: finding
-- checks: they are found anew from the files that are active now
delete from finding
where code = 'file-overlaps'
