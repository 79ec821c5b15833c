// A photograph as a widget gets it: drawn anew, so that it is small and that nothing a camera wrote into it is left.

import { failure } from '../host/errors.js';

/** Most bytes of what a person picks: a browser that decodes more may run out of memory. */
const LARGEST = 30 << 20;
/** Qualities that are tried one after the other, before it is made smaller once more. */
const QUALITIES = [0.85, 0.7, 0.55];
/** How often it is made smaller before it is given up. */
const TRIES = 6;
/** How a picture of pixels begins: JPEG, PNG, GIF, WebP, BMP, HEIC or AVIF. SVG is none, for it can hold scripts. */
const PIXELS = /^(?:\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP|BM|.{4}ftyp)/s;

/**
 * A JPEG of at most so many bytes, upright, its longer side at most so many px.
 * @param {Blob} file
 * @param {number} side
 * @param {number} most
 * @returns {Promise<ArrayBuffer>}
 */
export const redraw = async (file, side, most) => {
  if (file.size > LARGEST) throw failure('too_large', { limit: LARGEST });
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  if (!PIXELS.test(head)) throw failure('invalid', { message: 'no photograph' });
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw failure('invalid', { message: 'the browser cannot decode it' });
  });
  try {
    let scale = Math.min(1, side / Math.max(image.width, image.height));
    for (let left = TRIES; left; left--, scale *= 0.75) {
      const canvas = draw(image, scale);
      for (const quality of QUALITIES) {
        const drawn = await encode(canvas, quality);
        if (drawn && drawn.size <= most) return drawn.arrayBuffer();
      }
    }
  } finally {
    image.close();
  }
  throw failure('too_large', { limit: most });
};

/**
 * @param {ImageBitmap} image
 * @param {number} scale
 */
const draw = (image, scale) => {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw failure('invalid', { message: 'no canvas' });
  // JPEG knows no transparency: what shines through would be black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
};

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob | null>}
 */
const encode = (canvas, quality) => new Promise((resolve) => {
  canvas.toBlob(resolve, 'image/jpeg', quality);
});
