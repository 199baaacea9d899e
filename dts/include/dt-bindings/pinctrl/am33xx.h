/* SPDX-License-Identifier: MIT */
/* Pads of the AM335x that our trees name: offset of the pad's register from the first one, setting, mode. */
#ifndef DT_BINDINGS_PINCTRL_AM33XX_H
#define DT_BINDINGS_PINCTRL_AM33XX_H

#define PIN_OUTPUT          0x08
#define PIN_OUTPUT_PULLUP   0x10
#define PIN_OUTPUT_PULLDOWN 0x00
#define PIN_INPUT           0x28
#define PIN_INPUT_PULLUP    0x30
#define PIN_INPUT_PULLDOWN  0x20

#define MUX_MODE0 0
#define MUX_MODE3 3
#define MUX_MODE6 6
#define MUX_MODE7 7

/* Addresses as in the technical reference manual, from the control module on. */
#define AM335X_PIN_GPMC_A2    0x848
#define AM335X_PIN_GPMC_A5    0x854
#define AM335X_PIN_GPMC_A6    0x858
#define AM335X_PIN_GPMC_A7    0x85c
#define AM335X_PIN_GPMC_A8    0x860
#define AM335X_PIN_SPI0_SCLK  0x950
#define AM335X_PIN_SPI0_D0    0x954
#define AM335X_PIN_SPI0_D1    0x958
#define AM335X_PIN_SPI0_CS0   0x95c
#define AM335X_PIN_UART1_CTSN 0x978
#define AM335X_PIN_UART1_RTSN 0x97c
#define AM335X_PIN_I2C0_SDA   0x988
#define AM335X_PIN_I2C0_SCL   0x98c

#define AM33XX_PADCONF(pin, setting, mode) ((pin) - 0x800) (setting) (mode)

#endif
