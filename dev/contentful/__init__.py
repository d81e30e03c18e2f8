"""A stand-in for Contentful: Delivery, Preview, Sync and Images on loopback, fed from a space export.

The official SDK speaks to it over plain HTTP. `python -m dev.contentful --help` names the options.

- Under `/spaces/{space}[/environments/{environment}]`: `content_types`, `entries`, `assets`, `locales`, `sync`. The
  token decides between Delivery (published) and Preview (drafts too).
- `GET /`: an editor for people. An edit published there reaches the shop by a signed webhook.
- Under `/_dev`, for tests: `POST entries`, `entries/{id}`, `edit/{id}` (edit and publish),
  `{publish|unpublish|archive|unarchive|delete}/{Entry|Asset}/{id}`; `GET` and `POST webhooks` and `faults`; `reset`.
"""
