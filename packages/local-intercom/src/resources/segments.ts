import { contactAt } from "../operations/call.ts";
import { fillFrom, lists, reads, type Kind, type Resource } from "../operations/kind.ts";
import { segmentsOfContact, sizeOf } from "../store/segments.ts";

const SEGMENTS: Kind = {
  name: "segments",
  singular: "segment",
  parameter: "segment_id",
  show: (segment, { workspace, query }) => ({
    ...segment.body,
    ...(query.get("include_count") === "true" && { count: sizeOf(workspace, segment) }),
  }),
};

export const segmentResource: Resource = {
  operations: {
    listSegments: lists(SEGMENTS),
    retrieveSegment: reads(SEGMENTS),
    listSegmentsForAContact: lists(SEGMENTS, (call) => segmentsOfContact(call.workspace, contactAt(call))),
  },
  isGiven: true,
  fill: (workspace) => {
    fillFrom(workspace, SEGMENTS, { retrieveSegment: "", listSegments: "segments" });
  },
};
