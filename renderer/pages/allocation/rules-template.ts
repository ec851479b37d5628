/** Rules to begin with: two targets, a tag that names them, and a list of spellings. */
export const RULES_TEMPLATE = `tieout: 1
dimension: cost_centre
targets:
  - { code: CC100, name: First team }
  - { code: CC200, name: Second team }
rules:
  # The first rule that matches a charge takes it; what no rule takes is unallocated.
  - id: tagged
    name: The cost centre a charge is tagged with
    take:
      where:
        - { attribute: "tag:cost_centre", op: exists }
    method: direct
    toAttribute: "tag:cost_centre"
`;
