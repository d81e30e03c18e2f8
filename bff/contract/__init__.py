"""What the OpenAPI document says beyond the shapes of the views: refusals, headers, proofs, examples, links."""
