/** The rules of the co-operative and their history, as the server has them. */
import { api, ask } from '../api/client';
import { Problem } from '../api/problem';
import type { Rules, RulesVersion } from '../api/types';

export class RulesHistory {
  current = $state.raw<Rules | null>(null);
  versions = $state.raw<RulesVersion[]>([]);
  problem = $state.raw<Problem | null>(null);

  async load(): Promise<void> {
    try {
      const [current, versions] = await Promise.all([
        ask(api.GET('/v1/rules')),
        ask(api.GET('/v1/rules/versions')),
      ]);
      this.current = document(current);
      this.versions = versions.items;
      this.problem = null;
    } catch (thrown) {
      this.problem = Problem.from(thrown);
    }
  }

  /** The number of the last version, which others are based on. */
  get last(): number {
    return this.versions[0]?.version ?? 0;
  }
}

/** Text comes only to who asks for it by `Accept`. */
function document(answer: Rules | string): Rules {
  return answer as Rules;
}

/** The text of a version. */
export async function textOf(version: number): Promise<string> {
  const params = { path: { version: String(version) } };
  return document(await ask(api.GET('/v1/rules/versions/{version}', { params }))).toml;
}
