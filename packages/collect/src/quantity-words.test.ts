import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guessQuantity } from './quantity-words.ts';

it.each([
  ['temp', '温度', '°C'],
  ['motor_temp_degC', 'motor 温度', '°C'],
  ['温度', '温度', '°C'],
  ['電流[A]', '電流', 'A'],
  ['主軸温度（℃）', '主軸温度', '°C'],
  ['current', '電流', 'A'],
  ['current_mA', '電流', 'mA'],
  ['axis_a', 'axis a', ''],
  ['spindle/vibration_mm', 'spindle 振動', 'mm'],
  ['vibration', '振動', ''],
  ['pressure (MPa)', '圧力', 'MPa'],
  ['sensors.0.humidity', '0 湿度', '%'],
  ['ActualSpeed', 'Actual 速度', ''],
  ['x', 'x', ''],
  ['temp2', '温度 2', '°C'],
  ['flow_lpm', '流量', 'L/min'],
])('%s is called %s and measured in «%s»', (key, name, unit) => {
  expect(guessQuantity(key, 'ja')).toMatchObject({ name, unit });
});

it('speaks English too, and knows counters and states', () => {
  expect(guessQuantity('part_count', 'en')).toMatchObject({ name: 'part count', isCounter: true });
  expect(guessQuantity('運転状態', 'en')).toMatchObject({ name: '運転状態', isState: true });
});

it('has a name for whatever key comes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), (key) => {
      expect(guessQuantity(key, 'ja').name.length).toBeGreaterThan(0);
    }),
  );
});
