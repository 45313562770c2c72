/** What Intercom publishes: a description of one list and one schema, enough for every tool. */
export const OFFICIAL = `openapi: 3.0.1
info:
  title: Small
  version: "2.12"
  description: Somebody else's sentence.
servers:
  - url: https://api.intercom.io
security:
  - bearerAuth: []
tags:
  - name: Tags
    description: Somebody else's sentence.
paths:
  /tags:
    get:
      tags:
        - Tags
      summary: Somebody else's sentence
      description: Somebody else's sentence.
      operationId: listTags
      responses:
        "200":
          description: Somebody else's sentence.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/tag"
        "401":
          description: Somebody else's sentence.
          content:
            application/json:
              schema:
                type: object
                additionalProperties: true
components:
  securitySchemes:
    bearerAuth:
      type: http
      scheme: bearer
  schemas:
    tag:
      type: object
      description: Somebody else's sentence.
      properties:
        id:
          type: string
          description: Somebody else's sentence.
        name:
          type: string
          description: Somebody else's sentence.
`;

export const WORDS = `tags:
  Tags: Labels.
operations:
  GET /tags:
    summary: List tags
    description: Returns all tags.
    responses:
      "200":
        description: The tags.
        examples:
          vip: { value: { id: "1", name: VIP } }
      "401":
        description: The token is wrong.
        examples:
          wrong_token: { value: {} }
schemas:
  tag:
    description: A label.
    properties:
      id: Its id.
      name: Its name.
`;

export const CORRECTIONS = `overlay: 1.0.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - target: $.info
    x-reason: The facts are Intercom's, under its licence.
    x-evidence: published
    update: { license: { name: MIT, identifier: MIT } }

  - target: $.components.schemas.tag
    x-reason: Every tag has one.
    x-evidence: recorded
    update: { required: [id] }

  - target: $.components.schemas.tag.properties.name
    x-reason: It is never longer.
    x-evidence: recorded
    update: { maxLength: 191 }
`;
