/** A description of one list and one schema: enough for every tool. */
export const SMALL = `openapi: 3.1.0
info:
  title: Small
  version: "2.12"
  license:
    name: MIT
    identifier: MIT
  x-source:
    repository: https://github.com/intercom/Intercom-OpenAPI
    file: descriptions/2.12/api.intercom.io.yaml
    commit: "0000000"
    date: "2026-01-01"
    license: MIT
    sha256: none
servers:
  - url: https://api.intercom.io
security:
  - bearerAuth: []
tags:
  - name: Tags
    description: Labels.
paths:
  /tags:
    get:
      tags:
        - Tags
      summary: List tags
      description: Returns all tags.
      operationId: listTags
      responses:
        "200":
          description: The tags.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/tag"
              examples:
                vip:
                  value:
                    id: "1"
                    name: VIP
        "401":
          description: The token is wrong.
          content:
            application/json:
              schema:
                type: object
                additionalProperties: true
              examples:
                wrong_token:
                  value: {}
components:
  securitySchemes:
    bearerAuth:
      type: http
      scheme: bearer
  schemas:
    tag:
      type: object
      description: A label.
      properties:
        id:
          type: string
          description: Its id.
        name: # as people see it
          type: string
          description: Its name.
`;

export const OVERLAY = `overlay: 1.0.0
info:
  title: Corrections
  version: 1.0.0
actions:
  - target: $.components.schemas.tag
    x-reason: Every tag has one.
    x-evidence: recorded
    update:
      required:
        - id
  - target: $.components.schemas.tag.properties.name
    x-reason: It is never longer.
    x-evidence: recorded
    update:
      maxLength: 191
`;
