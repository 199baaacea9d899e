/* SPDX-License-Identifier: MIT */
/* Colours and functions of the LEDs on our boards. */
#ifndef DT_BINDINGS_LEDS_COMMON_H
#define DT_BINDINGS_LEDS_COMMON_H

#define LED_COLOR_ID_WHITE 0
#define LED_COLOR_ID_RED   1
#define LED_COLOR_ID_GREEN 2
#define LED_COLOR_ID_BLUE  3
#define LED_COLOR_ID_AMBER 4

#define LED_FUNCTION_ACTIVITY  "activity"
#define LED_FUNCTION_CPU       "cpu"
#define LED_FUNCTION_HEARTBEAT "heartbeat"
#define LED_FUNCTION_INDICATOR "indicator"
#define LED_FUNCTION_POWER     "power"
#define LED_FUNCTION_STATUS    "status"
#define LED_FUNCTION_WAN       "wan"

#endif
