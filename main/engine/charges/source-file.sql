-- grain: the one file of charges with the given id, or none
-- unit and sign: none
-- source: source_file
-- depends on: source_file
-- checks: withdrawn files stay traceable
select file_name, sha256
from source_file
where source_file_id = $source_file_id and dataset = 'charge'
