/* SPDX-License-Identifier: MIT */
/*
 * Pins of the ESP32 family in "pinmux", as Zephyr packs them: bits 0 to 5 the GPIO number, 6 to 14 the signal that comes in,
 * 15 to 23 the signal that goes out. The signals are the chip's: see esp32-pinctrl.h and esp32s3-pinctrl.h.
 */
#ifndef DT_BINDINGS_PINCTRL_ESP_PINCTRL_H
#define DT_BINDINGS_PINCTRL_ESP_PINCTRL_H

#define ESP_NOSIG 0x1ff

#define ESP32_PINMUX(pin, in, out) ((pin) | ((in) << 6) | ((out) << 15))

#define ESP_BOTH(pin, signal) ESP32_PINMUX(pin, signal, signal)
#define ESP_IN(pin, signal)   ESP32_PINMUX(pin, signal, ESP_NOSIG)
#define ESP_OUT(pin, signal)  ESP32_PINMUX(pin, ESP_NOSIG, signal)

#endif
