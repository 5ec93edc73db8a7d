/** What went wrong with a request, whoever says so. */
import type { LabourRefusal, ProblemBody, ProblemEntry } from './types';

export class Problem extends Error {
  /** HTTP status; 0 if no answer came. */
  readonly status: number;
  /** A stable word: the server's, or `offline`, or `unreadable`. */
  readonly code: string;
  readonly requestId: string | undefined;
  /** Every complaint about what was sent. */
  readonly entries: readonly ProblemEntry[];
  /** What the law has against it, in both languages. */
  readonly refusals: readonly LabourRefusal[];

  constructor(told: {
    status: number;
    code: string;
    detail?: string;
    requestId?: string | undefined;
    entries?: readonly ProblemEntry[];
    refusals?: readonly LabourRefusal[];
  }) {
    super(told.detail ?? told.code);
    this.name = 'Problem';
    this.status = told.status;
    this.code = told.code;
    this.requestId = told.requestId;
    this.entries = told.entries ?? [];
    this.refusals = told.refusals ?? [];
  }

  /** From the body of an answer, which may be anything if a proxy wrote it. */
  static fromAnswer(response: Response, body: unknown): Problem {
    const requestId = response.headers.get('x-request-id') ?? undefined;
    if (!isBody(body)) return new Problem({ status: response.status, code: 'unreadable', requestId });
    return new Problem({
      status: response.status,
      code: body.code,
      detail: body.detail,
      requestId: body.request_id || requestId,
      entries: body.errors ?? [],
      refusals: body.refusals ?? [],
    });
  }

  /** From whatever was thrown: no answer came at all, unless it is a problem already. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    return new Problem({ status: 0, code: 'offline', detail: String(thrown) });
  }
}

function isBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
