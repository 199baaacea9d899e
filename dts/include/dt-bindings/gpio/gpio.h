/* SPDX-License-Identifier: MIT */
/* The flag cell of a GPIO specifier. */
#ifndef DT_BINDINGS_GPIO_GPIO_H
#define DT_BINDINGS_GPIO_GPIO_H

#define GPIO_ACTIVE_HIGH 0
#define GPIO_ACTIVE_LOW  1

/* The pin drives to one level only; with GPIO_LINE_OPEN_DRAIN, to the low one. */
#define GPIO_PUSH_PULL       0
#define GPIO_SINGLE_ENDED    2
#define GPIO_LINE_OPEN_DRAIN 4
#define GPIO_OPEN_SOURCE     GPIO_SINGLE_ENDED
#define GPIO_OPEN_DRAIN      (GPIO_SINGLE_ENDED | GPIO_LINE_OPEN_DRAIN)

/* The level need not survive sleep. */
#define GPIO_TRANSITORY 8

#define GPIO_PULL_UP      16
#define GPIO_PULL_DOWN    32
#define GPIO_PULL_DISABLE 64

#endif
