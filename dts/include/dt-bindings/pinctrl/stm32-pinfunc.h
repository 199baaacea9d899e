/* SPDX-License-Identifier: MIT */
/* Pins of the STM32 in "pinmux": (port * 16 + line) << 8 | function; port 'A' is 0, function 0 is GPIO. */
#ifndef DT_BINDINGS_PINCTRL_STM32_PINFUNC_H
#define DT_BINDINGS_PINCTRL_STM32_PINFUNC_H

#define GPIO   0x0
#define AF0    0x1
#define AF1    0x2
#define AF2    0x3
#define AF3    0x4
#define AF4    0x5
#define AF5    0x6
#define ANALOG 0x11

#define STM32_PINMUX(port, line, function) (((((port) - 'A') * 16 + (line)) << 8) | (function))

#endif
