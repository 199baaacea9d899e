/* SPDX-License-Identifier: MIT */
/* Functions and pulls of the Raspberry Pi's pins ("brcm,function", "brcm,pull"). */
#ifndef DT_BINDINGS_PINCTRL_BCM2835_H
#define DT_BINDINGS_PINCTRL_BCM2835_H

#define BCM2835_FSEL_GPIO_IN  0
#define BCM2835_FSEL_GPIO_OUT 1
#define BCM2835_FSEL_ALT5     2
#define BCM2835_FSEL_ALT4     3
#define BCM2835_FSEL_ALT0     4
#define BCM2835_FSEL_ALT1     5
#define BCM2835_FSEL_ALT2     6
#define BCM2835_FSEL_ALT3     7

#define BCM2835_PUD_OFF  0
#define BCM2835_PUD_DOWN 1
#define BCM2835_PUD_UP   2

#endif
