/** The map's signs, drawn as they are needed: the same shapes as on the timeline. */
import type { Map as MapLibre } from 'maplibre-gl';
import { courierColour } from '../map/palette';
import type { Mode } from '../map/style/style';

const RATIO = 2;
const TONES = {
  light: {
    ground: '#fffdf8',
    bad: '#a02918',
    wait: '#f0b35b',
    waitInk: '#2a2520',
    ink: '#2a2520',
    dull: '#8f8371',
  },
  dark: {
    ground: '#25211d',
    bad: '#ffab98',
    wait: '#f0cf7a',
    waitInk: '#1b1815',
    ink: '#f2ebe1',
    dull: '#857a6c',
  },
};

function shape(kind: string): Path2D {
  const path = new Path2D();
  if (kind === 'pickup') path.roundRect(3.5, 3.5, 17, 17, 3.5);
  else path.arc(12, 12, 9, 0, 2 * Math.PI);
  return path;
}

function mark(draw: CanvasRenderingContext2D, d: string, ink: string, width = 2.6): void {
  draw.strokeStyle = ink;
  draw.lineWidth = width;
  draw.lineCap = 'round';
  draw.lineJoin = 'round';
  draw.stroke(new Path2D(d));
}

function stop(draw: CanvasRenderingContext2D, kind: string, status: string, at: number, mode: Mode): void {
  const tone = TONES[mode];
  const paint = courierColour(at, mode);
  const outline = shape(kind);
  draw.strokeStyle = tone.ground;
  draw.lineWidth = 5.5;
  draw.stroke(outline);
  const filled = status === 'done' ? paint.fill : status === 'failed' ? tone.bad : tone.ground;
  draw.fillStyle = filled;
  draw.fill(outline);
  draw.strokeStyle = status === 'failed' ? tone.bad : status === 'cancelled' ? tone.dull : paint.fill;
  draw.lineWidth = 3;
  draw.stroke(outline);
  if (status === 'done') mark(draw, 'm7.5 12.4 3.1 3.1L16.5 9', paint.ink);
  if (status === 'failed') mark(draw, 'm8.3 8.3 7.4 7.4m0-7.4-7.4 7.4', tone.ground);
  if (status === 'cancelled') mark(draw, 'M7.5 16.5l9-9', tone.dull);
  if (status === 'started') {
    draw.fillStyle = paint.fill;
    draw.beginPath();
    draw.arc(12, 12, 4.2, 0, 2 * Math.PI);
    draw.fill();
  }
}

/** Orders in no round: a diamond, which nothing else is; smaller where they are fetched. */
function wait(draw: CanvasRenderingContext2D, kind: string, status: string, mode: Mode): void {
  const tone = TONES[mode];
  const bad = status !== 'open';
  draw.beginPath();
  const r = kind === 'pickup' ? 8 : 11;
  draw.moveTo(12, 12 - r);
  draw.lineTo(12 + r, 12);
  draw.lineTo(12, 12 + r);
  draw.lineTo(12 - r, 12);
  draw.closePath();
  draw.lineJoin = 'round';
  draw.strokeStyle = tone.ground;
  draw.lineWidth = 4;
  draw.stroke();
  draw.fillStyle = bad ? tone.bad : tone.wait;
  draw.fill();
  draw.strokeStyle = bad ? tone.bad : tone.waitInk;
  draw.lineWidth = 1.4;
  draw.stroke();
  if (kind === 'pickup') return;
  const ink = bad ? tone.ground : tone.waitInk;
  if (status === 'review') mark(draw, 'M9.8 10a2.2 2.2 0 1 1 3 2c-.6.3-.8.6-.8 1.2m0 3v.1', ink, 2);
  else if (status === 'open') mark(draw, 'M12 7.5v5l2.6 1.6', ink, 2);
  else mark(draw, 'M12 7v5.4m0 3.8v.1', ink, 2.4);
}

function hub(draw: CanvasRenderingContext2D, mode: Mode): void {
  const tone = TONES[mode];
  const house = new Path2D('M12 2.5 2.5 11h2.6v9.5h13.8V11h2.6z');
  draw.lineJoin = 'round';
  draw.strokeStyle = tone.ground;
  draw.lineWidth = 4;
  draw.stroke(house);
  draw.fillStyle = tone.ink;
  draw.fill(house);
  draw.fillStyle = tone.ground;
  draw.fillRect(10, 14, 4, 6.5);
}

/** Draws the sign named `what|kind|status|colour|mode`; null of a name that is none of ours. */
function drawn(name: string): ImageData | null {
  const [what, kind = '', status = '', colour, last] = name.split('|');
  const mode: Mode = last === 'dark' ? 'dark' : 'light';
  const side = 28 * RATIO;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const draw = canvas.getContext('2d');
  if (!draw) return null;
  draw.scale(RATIO, RATIO);
  draw.translate(2, 2);
  if (what === 'stop') stop(draw, kind, status, Number(colour), mode);
  else if (what === 'wait') wait(draw, kind, status, mode);
  else if (what === 'hub') hub(draw, mode);
  else return null;
  return draw.getImageData(0, 0, side, side);
}

/** Lets a map draw our signs whenever its layers name one. */
export function giveSigns(map: MapLibre): void {
  map.setMissingStyleImageResolver((name) => {
    const image = drawn(name);
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: RATIO });
  });
}
