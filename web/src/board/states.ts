/** How the states of orders look: a colour and a sign of its own each. */
import type { OrderStatus } from '../api/types';
import type { IconName } from '../ui/icons';

export type Tone = 'wait' | 'plan' | 'move' | 'good' | 'bad' | 'calm';

export const LOOKS: Record<OrderStatus, { tone: Tone; icon: IconName }> = {
  review: { tone: 'bad', icon: 'question' },
  open: { tone: 'wait', icon: 'clock' },
  unassigned: { tone: 'bad', icon: 'alert' },
  planned: { tone: 'plan', icon: 'plan' },
  under_way: { tone: 'move', icon: 'bike' },
  delivered: { tone: 'good', icon: 'checkCircle' },
  failed: { tone: 'bad', icon: 'flag' },
  cancelled: { tone: 'calm', icon: 'slash' },
};
